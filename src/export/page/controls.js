// The filters as controls, and back.

function makeControls(graph, look, state, changed) {
  const filter = () => state.filter;
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  let playing = 0;

  function box(name, count, hidden, key, mark = null) {
    const input = h("input", {
      type: "checkbox",
      "data-key": key,
      onchange: () => {
        input.checked ? hidden().delete(key) : hidden().add(key);
        changed();
      },
    });
    input.checked = !hidden().has(key);
    return h(
      "label",
      { class: "check", title: name },
      input,
      mark,
      h("span", { class: "clip" }, name),
      h("small", {}, grouped(count)),
    );
  }

  const kinds = [...new Set(graph.nodes.map(node => node.kind))].sort();
  const ofKind = kind => graph.nodes.filter(node => node.kind === kind).length;

  /** Communities with their names; those behind the first dozen are one. */
  function communities() {
    const listed = graph.info.communities.slice(0, COMMUNITIES_LISTED);
    const rest = graph.info.communities.slice(COMMUNITIES_LISTED);
    const swatch = number => h("span", { class: "swatch", style: { background: look.colour(number) } });
    const hidden = () => filter().hiddenCommunities;
    const boxes = listed.map(({ number, name, size }) => box(name, size, hidden, number, swatch(number)));
    const more = rest.reduce((sum, { size }) => sum + size, 0);
    return rest.length
      ? [...boxes, box(`${grouped(rest.length)} smaller ones`, more, hidden, COMMUNITIES_LISTED, swatch(-1))]
      : boxes;
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    byId("play").textContent = "Play";
    byId("play").setAttribute("aria-pressed", "false");
  }

  /** From the first year on, one more at a time; a span of some years moves as it is. */
  function play() {
    if (playing) return stop();
    const { first, last } = graph.years,
      length = filter().to - filter().from;
    const grows = length === last - first;
    const begin = () => {
      filter().from = first;
      filter().to = grows ? first : Math.min(last, first + length);
    };
    begin();
    changed();
    byId("play").textContent = "Stop";
    byId("play").setAttribute("aria-pressed", "true");
    playing = setInterval(
      () => {
        if (filter().to >= last) return stop();
        filter().to += 1;
        if (!grows) filter().from += 1;
        changed();
      },
      reduced.matches ? 1600 : 900,
    );
  }

  /** A slider pushes the other one. */
  function setYear(end, year) {
    filter()[end] = year;
    if (filter().from > filter().to) filter()[end === "from" ? "to" : "from"] = year;
  }

  function connect() {
    byId("years").hidden = !graph.years || graph.years.first === graph.years.last;
    if (graph.years) {
      for (const end of ["from", "to"]) {
        [byId(end).min, byId(end).max] = [graph.years.first, graph.years.last];
        byId(end).addEventListener("input", event => {
          stop();
          setYear(end, Number(event.target.value));
          changed();
        });
      }
      byId("play").addEventListener("click", play);
    }
    const choices = [
      ["surest", "significance"],
      ...graph.info.weights.map(weight => [weight, weight.replace("_", " ")]),
    ];
    byId("by").append(...choices.map(([value, name]) => h("option", { value }, name)));
    byId("by").addEventListener("change", event => {
      filter().by = event.target.value;
      changed();
    });
    byId("each").max = graph.mostEach;
    byId("each").addEventListener("input", event => {
      filter().each = Number(event.target.value);
      changed();
    });
    byId("share").addEventListener("input", event => {
      filter().share = Number(event.target.value);
      changed();
    });
    byId("alone").addEventListener("change", event => {
      filter().alone = event.target.checked;
      changed();
    });
    byId("reset").addEventListener("click", () => {
      stop();
      state.filter = everything(graph);
      changed();
    });
    const { info } = graph;
    byId("made").textContent =
      `Mentioned within: ${info.window}. Episodes: ${grouped(info.episodes)}. Lines: ${info.lines ? `the ${info.lines} surest of each name` : "all counted"}${info.backbone ? `, those that stand out at ${info.backbone}` : ""}.`;
  }

  /** Shows the filter as it is. */
  function refresh() {
    const { from, to, by, each, share, alone } = filter();
    // The boxes are made anew: the one in use stays in use.
    const used = document.activeElement,
      usedIn = used?.dataset.key === undefined ? null : used.closest("fieldset");
    byId("kinds").replaceChildren(
      byId("kinds").firstElementChild,
      ...kinds.map(kind => box(kind, ofKind(kind), () => filter().hiddenKinds, kind)),
    );
    byId("communities").replaceChildren(byId("communities").firstElementChild, ...communities());
    if (usedIn) [...usedIn.querySelectorAll("input")].find(input => input.dataset.key === used.dataset.key)?.focus();
    [byId("from").value, byId("to").value] = [from, to];
    byId("span").textContent = from === to ? String(from) : `${from} to ${to}`;
    byId("by").value = by;
    byId("each").value = each;
    byId("each-told").textContent = each >= graph.mostEach ? "all" : String(each);
    byId("share").value = share;
    byId("share-told").textContent = `${share} %`;
    byId("alone").checked = alone;
  }

  connect();
  return refresh;
}
