// The same as text: tabs, the list of names, the list of episodes.

/** Arrow keys go from one to the next of a group of which the tab key meets one. */
function rove(group, selector, keys, onArrive) {
  group.addEventListener("keydown", event => {
    const all = [...group.querySelectorAll(selector)],
      at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const to = {
      [keys[0]]: at - 1,
      [keys[1]]: at + 1,
      Home: 0,
      End: all.length - 1,
      PageUp: at - 10,
      PageDown: at + 10,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[clamp(to, 0, all.length - 1)];
    for (const one of all) one.tabIndex = one === next ? 0 : -1;
    next.focus();
    if (onArrive) onArrive(next);
  });
}

function makeTabs(onOpen) {
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const open = tab => {
    for (const one of tabs) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      byId(one.getAttribute("aria-controls")).hidden = one !== tab;
    }
    onOpen(tab.getAttribute("aria-controls"));
  };
  for (const tab of tabs) tab.addEventListener("click", () => open(tab));
  rove(document.querySelector('[role="tablist"]'), '[role="tab"]', ["ArrowLeft", "ArrowRight"], open);
  return name => open(byId(`tab-${name}`));
}

function makeLists(graph, look, state, choose) {
  const swatch = node => h("span", { class: "swatch", style: { background: look.colour(node.community) } });

  function list(place, label, items, isChosen, make) {
    const option = (item, at) => {
      const pick = event => {
        const chosen = event.currentTarget;
        choose(make.selection(item), true);
        chosen.setAttribute("aria-selected", "true");
      };
      const chosen = isChosen(item);
      return h(
        "li",
        {
          role: "option",
          tabindex: chosen || at === 0 ? 0 : -1,
          "aria-selected": String(chosen),
          class: make.stack ? "stack" : null,
          onclick: pick,
          onkeydown: event => {
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              pick(event);
            }
          },
        },
        make.inside(item),
      );
    };
    const box = h("ul", { class: "list", role: "listbox", "aria-label": label });
    rove(box, '[role="option"]', ["ArrowUp", "ArrowDown"]);
    place.replaceChildren(h("p", { class: "note" }, make.note), items.length ? inParts(items, option, box) : "");
  }

  return {
    names() {
      const items = graph.byRank.filter(node => node.shown);
      list(byId("names"), "Names", items, node => state.selection?.node === node, {
        note: `${counted(items.length, "name")}, the most central first`,
        selection: node => ({ node }),
        inside: node => [
          swatch(node),
          h("span", { class: "clip" }, node.label),
          h("small", {}, counted(node.record.episodes, "episode")),
        ],
      });
    },
    episodes() {
      const { from, to } = state.filter,
        years = graph.years;
      const all = !years || (from <= years.first && to >= years.last);
      const inYears = ({ date }) => all || (date.slice(0, 4) >= from && date.slice(0, 4) <= to);
      const items = graph.episodes.filter(inYears).reverse();
      list(byId("episodes"), "Episodes", items, episode => state.selection?.episode === episode, {
        note: `${counted(items.length, "episode")}, the latest first; each with what it mentions and those like it`,
        stack: true,
        selection: episode => ({ episode }),
        inside: episode => [
          h("span", { class: "clip" }, episode.title),
          h("small", {}, [episode.id, episode.date].filter(Boolean).join(" · ")),
        ],
      });
    },
  };
}
