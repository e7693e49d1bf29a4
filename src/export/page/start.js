// Everything put together.

/** Neighbours of what is chosen that have their names before others. */
const NAMED_FIRST = 40;

/** Colours as the theme has them. */
function makeLook(state) {
  const { light, dark: night, other } = block("look");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let dark = false;
  const isDark = () => dark;
  const value = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let ground, ink;
  const look = {
    isDark, system,
    colours: () => (dark ? night : light),
    other: () => other,
    colour: community => look.colours()[community] || other,
    ground: () => ground,
    ink: () => ink,
    apply() {
      dark = state.theme ? state.theme === "dark" : system.matches;
      document.documentElement.dataset.theme = isDark() ? "dark" : "light";
      [ground, ink] = [value("--ground"), value("--ink")];
      byId("theme").textContent = isDark() ? "Light" : "Dark";
      byId("theme").setAttribute("aria-label", isDark() ? "Light colours" : "Dark colours");
    },
  };
  return look;
}

function start() {
  const data = block("graph-data"), graph = readGraph(data, block("episode-data"));
  graph.version = data.version;
  const canvas = byId("picture"), camera = makeCamera(graph);
  const state = {
    filter: everything(graph), counts: { names: 0, lines: 0 }, selection: null, pointed: null, tab: "filters", theme: null, version: 0, drawn: 0, ready: false,
    // Names that go before others: what is chosen, then its neighbours.
    chosen: () => {
      const { centres = [], nodes = [] } = lit(state.selection) || {};
      return [...centres, ...[...nodes].sort((a, b) => b.record.rank - a.record.rank).slice(0, NAMED_FIRST)];
    },
    lit: () => lit(state.pointed || state.selection),
    moved: () => remember(),
  };
  const look = makeLook(state), reduced = matchMedia("(prefers-reduced-motion: reduce)");
  const painter = makePainter(graph, camera, canvas, look, state);
  let remembered = 0, written = null, returnTo = null;

  /** What a selection lights: itself, its neighbours, the lines between. */
  function lit(selection) {
    if (!selection) return null;
    const { node, edge, episode } = selection;
    if (node) {
      const ties = node.ties.filter(tie => tie.edge.shown);
      return { nodes: new Set([node, ...ties.map(tie => tie.other)]), edges: ties.map(tie => tie.edge), centres: [node] };
    }
    if (edge) return { nodes: new Set([edge.source, edge.target]), edges: [edge], edge, centres: [edge.source, edge.target] };
    const nodes = new Set(episode.names.map(name => name.node));
    return { nodes, edges: graph.edges.filter(edge => edge.shown && nodes.has(edge.source) && nodes.has(edge.target)), centres: [] };
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
    byId("told").textContent = `Showing ${part(names, graph.namesInAll, "name")} and ${part(lines, graph.linesInAll, "line")}`;
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
    if (selection && (near || byId("panel").contains(document.activeElement) || document.activeElement === document.body)) byId("panel").focus();
    else if (!selection && was && returnTo?.isConnected) returnTo.focus({ preventScroll: true });
    state.version += 1;
    for (const option of document.querySelectorAll('.list [aria-selected="true"]')) option.setAttribute("aria-selected", "false");
    painter.request();
    remember();
  }

  /** The part of the stage that the details leave free; on a small screen they lie over it. */
  function freeStage() {
    const stage = byId("stage").getBoundingClientRect(), over = byId("panel").getBoundingClientRect();
    const isOver = !byId("panel").hidden && narrow.matches, isBelow = isOver && over.left - stage.left < 10;
    const right = isOver && !isBelow ? over.left - stage.left : camera.width, bottom = isBelow ? over.top - stage.top : camera.height;
    return { right: Math.max(80, right), bottom: Math.max(80, bottom) };
  }

  /** Brings a name, or the middle of a line, to where it can be seen. */
  function bringNear(selection) {
    const ends = selection?.node ? [selection.node] : selection?.edge ? [selection.edge.source, selection.edge.target] : [];
    if (!ends.length) return;
    const middle = part => ends.reduce((sum, node) => sum + node[part], 0) / ends.length;
    const { right, bottom } = freeStage(), [x, y] = [middle("x"), middle("y")];
    const isSeen = ends.every(node => {
      const [atX, atY] = [camera.screenX(node.x), camera.screenY(node.y)];
      return atX > 40 && atY > 30 && atX < right - 40 && atY < bottom - 30;
    });
    const zoom = selection.edge ? camera.zoom : Math.max(camera.zoom, graph.nodes.length > 150 ? 2.2 : 1.4);
    if (isSeen && camera.zoom >= Math.min(zoom, 1.5)) return;
    const aside = (free, whole, scale) => (free - whole) / 2 / (scale * zoom);
    glide(x - aside(right, camera.width, camera.across), y - aside(bottom, camera.height, camera.down), zoom);
  }

  /** Moves there smoothly, or at once for those who want nothing to move. */
  function glide(x, y, zoom) {
    const from = { x: camera.x, y: camera.y, zoom: camera.zoom }, begun = performance.now(), length = reduced.matches ? 0 : 350;
    const step = now => {
      const part = length ? clamp((now - begun) / length, 0, 1) : 1, eased = 1 - (1 - part) ** 3;
      camera.x = from.x + (x - from.x) * eased;
      camera.y = from.y + (y - from.y) * eased;
      camera.zoom = from.zoom * (zoom / from.zoom) ** eased;
      painter.moving();
      if (part < 1) requestAnimationFrame(step);
      else remember();
    };
    step(begun);
  }

  const narrow = matchMedia("(max-width: 900px)");
  function openSide(open) {
    byId("side").hidden = !open;
    byId("aside").setAttribute("aria-expanded", String(open));
    painter.resize();
  }

  const showPanel = makePanel(graph, look, choose);
  const lists = makeLists(graph, look, state, choose);
  const refreshControls = makeControls(graph, look, state, changed);
  const openTab = makeTabs(name => { state.tab = name; list(); remember(); });
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
  byId("theme").addEventListener("click", () => { state.theme = look.isDark() ? "light" : "dark"; dress(); remember(); });
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
  document.addEventListener("pointerdown", event => { if (!byId("save").contains(event.target)) byId("save").open = false; });

  if (graph.nodes.some(node => node.kind !== "project" && node.kind !== "person")) {
    byId("legend").append(h("li", {}, h("i", { class: "square" }), [...new Set(graph.nodes.map(node => node.kind))].filter(kind => kind !== "project" && kind !== "person").join(", ")));
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
