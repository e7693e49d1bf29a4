// Finding a name or an episode while one types: a combobox with a list of what fits.

const FOUND = 12;

function makeSearch(graph, look, choose) {
  const input = byId("search"),
    box = byId("found");
  const undivided = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
  const fold = text =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[łøđßæœı]/g, letter => undivided[letter]);
  const entries = [
    ...graph.byRank.map(node => ({
      text: fold(node.name),
      label: node.label,
      kind: node.kind,
      community: node.community,
      selection: { node },
    })),
    ...graph.episodes.map(episode => ({
      text: fold(`${episode.title} ${episode.id}`),
      label: shortName(episode.title),
      kind: "episode",
      community: -1,
      selection: { episode },
    })),
  ];
  let found = [],
    at = -1;

  /** What begins with the words goes before what has a word that does, and that before the rest. */
  function fitting(words) {
    const place = ({ text }) => {
      const where = text.indexOf(words);
      return where < 0 ? 3 : where === 0 ? 0 : /[\p{L}\p{N}]/u.test(text[where - 1]) ? 2 : 1;
    };
    const placed = entries
      .map((entry, number) => ({ entry, number, place: place(entry) }))
      .filter(({ place }) => place < 3);
    return placed
      .sort((a, b) => a.place - b.place || a.number - b.number)
      .slice(0, FOUND)
      .map(({ entry }) => entry);
  }

  function close() {
    box.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(to) {
    at = (to + found.length) % found.length;
    [...box.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    input.setAttribute("aria-activedescendant", `found-${at}`);
    box.children[at].scrollIntoView({ block: "nearest" });
  }

  function pick(entry) {
    close();
    input.value = "";
    choose(entry.selection, true);
  }

  function open() {
    const words = fold(input.value.trim());
    if (!words) return close();
    found = fitting(words);
    const item = (entry, number) =>
      h(
        "li",
        {
          role: "option",
          id: `found-${number}`,
          "aria-selected": "false",
          // The field keeps the focus, or the list would close before the click.
          onpointerdown: event => event.preventDefault(),
          onclick: () => pick(entry),
        },
        entry.kind === "episode"
          ? null
          : h("span", { class: "swatch", style: { background: look.colour(entry.community) } }),
        h("span", { class: "clip" }, entry.label),
        h("small", {}, entry.kind),
      );
    box.replaceChildren(
      ...(found.length
        ? found.map(item)
        : [h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing has this name")]),
    );
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length) mark(0);
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (event.key === "Escape" && (input.value || !box.hidden)) {
      event.stopPropagation();
      input.value = "";
      close();
    } else if (!box.hidden && found.length) {
      if (event.key === "ArrowDown") mark(at + 1);
      else if (event.key === "ArrowUp") mark(at - 1);
      else if (event.key === "Enter") pick(found[at]);
      else return;
      event.preventDefault();
    }
  });
}
