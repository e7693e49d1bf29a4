// Elements, made of names and texts. No text is ever read as markup: names come from transcripts nobody has checked.

/** An element with attributes, listeners (`onclick`), styles and children; strings become text. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const byId = id => document.getElementById(id);

/** `2,412`. */
const grouped = number => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** `1 episode`, `2 episodes`. */
const counted = (number, what) => `${grouped(number)} ${what}${number === 1 ? "" : "s"}`;

/** Seconds as `0:01:02`. */
function clock(seconds) {
  seconds = Math.floor(seconds);
  const two = number => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The address, if it is one of the web: one of another scheme could run a script. */
function webAddress(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** A link that tells the other side nothing. */
function link(url) {
  const address = url && webAddress(url);
  return (
    address &&
    h(
      "a",
      { href: address, target: "_blank", rel: "noopener noreferrer" },
      address.replace(/^https?:\/\//, "").replace(/\/$/, ""),
    )
  );
}

/** Some of a long list, and a button for the next ones. */
function inParts(items, make, list, part = 150) {
  const box = h("div", {}, list);
  const add = from => {
    list.append(...items.slice(from, from + part).map((item, at) => make(item, from + at)));
    const left = items.length - from - part;
    if (left > 0) {
      const more = h(
        "button",
        {
          type: "button",
          class: "more",
          onclick: () => {
            more.remove();
            add(from + part);
            // Who reads by keyboard goes on where the list was cut.
            list.children[from + part]?.querySelector("button, a, [tabindex]")?.focus();
          },
        },
        `${grouped(Math.min(left, part))} more`,
      );
      box.append(more);
    }
  };
  add(0);
  return box;
}
