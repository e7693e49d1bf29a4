// Everything put together.

/** Neighbours of what is chosen that have their names before others. */
const NAMED_FIRST = 40;

function start() {
  const data = block("graph-data"),
    graph = readGraph(data, block("episode-data"));
  graph.version = data.version;
  const canvas = byId("picture"),
    camera = makeCamera(graph);
  const state = {
    filter: everything(graph),
    counts: { names: 0, lines: 0 },
    selection: null,
    pointed: null,
    tab: "filters",
    theme: null,
    version: 0,
    drawn: 0,
    ready: false,
    // Names that go before others: what is chosen, then its neighbours.
    chosen: () => {
      const { centres = [], nodes = [] } = lit(state.selection) || {};
      return [...centres, ...[...nodes].sort((a, b) => b.record.rank - a.record.rank).slice(0, NAMED_FIRST)];
    },
    lit: () => lit(state.pointed || state.selection),
    moved: () => remember(),
  };
  const look = makeLook(state);
  const painter = makePainter(graph, camera, canvas, look, state);
  const narrow = matchMedia("(max-width: 900px)"),
    bringNear = makeTravel(graph, camera, painter, narrow, remember);
  let remembered = 0,
    written = null,
    returnTo = null;

  /** What a selection lights: itself, its neighbours, the lines between. */
  function lit(selection) {
    if (!selection) return null;
    const { node, edge, episode } = selection;
    if (node) {
      const ties = node.ties.filter(tie => tie.edge.shown);
      return {
        nodes: new Set([node, ...ties.map(tie => tie.other)]),
        edges: ties.map(tie => tie.edge),
        centres: [node],
      };
    }
    if (edge)
      return { nodes: new Set([edge.source, edge.target]), edges: [edge], edge, centres: [edge.source, edge.target] };
    const nodes = new Set(episode.names.map(name => name.node));
    return {
      nodes,
      edges: graph.edges.filter(edge => edge.shown && nodes.has(edge.source) && nodes.has(edge.target)),
      centres: [],
    };
  }

  /** Keeps the view in the address, when it has rested. */
  function remember() {
    clearTimeout(remembered);
    remembered = setTimeout(() => {
      written = toAddress(graph, state, camera);
      history.replaceState(null, "", `#${written}`);
    }, 150);
  }

  function tell() {
    const { names, lines } = state.counts;
    const part = (some, all, what) => (some === all ? counted(all, what) : `${grouped(some)} of ${counted(all, what)}`);
    byId("told").textContent =
      `Showing ${part(names, graph.namesInAll, "name")} and ${part(lines, graph.linesInAll, "line")}`;
  }

  function list() {
    if (state.tab === "names") lists.names();
    if (state.tab === "episodes") lists.episodes();
  }

  /** The filter has changed. */
  function changed() {
    state.counts = applyFilter(graph, state.filter);
    state.version += 1;
    refreshControls();
    tell();
    list();
    painter.renew();
    remember();
  }

  /** Shows a name, a line or an episode; `near` brings it into view and the keyboard to what is told of it. */
  function choose(selection, near = false) {
    const was = Boolean(state.selection);
    if (!was && selection) returnTo = document.activeElement;
    state.selection = selection;
    state.pointed = null;
    byId("hint").hidden = true;
    showPanel(selection);
    if (near && narrow.matches) openSide(false);
    if (was !== Boolean(selection)) painter.resize();
    if (near || (selection && narrow.matches)) bringNear(selection);
    if (
      selection &&
      (near || byId("panel").contains(document.activeElement) || document.activeElement === document.body)
    )
      byId("panel").focus();
    else if (!selection && was && returnTo?.isConnected) returnTo.focus({ preventScroll: true });
    state.version += 1;
    for (const option of document.querySelectorAll('.list [aria-selected="true"]'))
      option.setAttribute("aria-selected", "false");
    painter.request();
    remember();
  }

  function openSide(open) {
    byId("side").hidden = !open;
    byId("aside").setAttribute("aria-expanded", String(open));
    painter.resize();
  }

  const showPanel = makePanel(graph, look, choose);
  const lists = makeLists(graph, look, state, choose);
  const refreshControls = makeControls(graph, look, state, changed);
  const openTab = makeTabs(name => {
    state.tab = name;
    list();
    remember();
  });
  makeSearch(graph, look, choose);
  makePointing(graph, camera, canvas, painter, state, choose);
  makeSave(graph, camera, painter, look);

  byId("aside").addEventListener("click", () => openSide(byId("side").hidden));
  function dress() {
    look.apply();
    refreshControls();
    list();
    showPanel(state.selection);
    painter.renew();
  }
  byId("theme").addEventListener("click", () => {
    state.theme = look.isDark() ? "light" : "dark";
    dress();
    remember();
  });
  look.system.addEventListener("change", dress);
  document.addEventListener("keydown", event => {
    const isTyping = event.target.matches("input:not([type=range]):not([type=checkbox]), select");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") {
      if (byId("save").open) byId("save").open = false;
      else if (state.selection) choose(null);
      else if (narrow.matches && !byId("side").hidden) openSide(false);
    }
  });
  document.addEventListener("pointerdown", event => {
    if (!byId("save").contains(event.target)) byId("save").open = false;
  });

  if (graph.nodes.some(node => node.kind !== "project" && node.kind !== "person")) {
    byId("legend").append(
      h(
        "li",
        {},
        h("i", { class: "square" }),
        [...new Set(graph.nodes.map(node => node.kind))]
          .filter(kind => kind !== "project" && kind !== "person")
          .join(", "),
      ),
    );
  }
  byId("tab-episodes").hidden = !graph.episodes.length;

  function restore() {
    const text = location.hash.slice(1);
    if (text === written) return;
    fromAddress(graph, state, camera, text);
    look.apply();
    showPanel(state.selection);
    openTab(state.tab);
    changed();
    painter.resize();
    if (narrow.matches && !text.includes("view=")) bringNear(state.selection);
  }
  look.apply();
  openSide(!narrow.matches);
  pushApart(graph, camera);
  addEventListener("hashchange", restore);
  new ResizeObserver(() => painter.resize()).observe(byId("stage"));
  restore();
  state.ready = true;
  painter.request();
  // What tests look at; nothing of it is needed to use the page.
  window.comention = { graph, camera, painter, state };
}

start();
