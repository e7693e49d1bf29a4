// What is seen, behind the `#` of the address, so that it can be kept and sent.

/** The state as text. */
function toAddress(graph, state, camera) {
  const parts = new URLSearchParams(),
    usual = everything(graph),
    { filter, selection } = state;
  if (selection?.node) parts.set("name", selection.node.record.id);
  if (selection?.edge) {
    parts.set("name", selection.edge.source.record.id);
    parts.set("and", selection.edge.target.record.id);
  }
  if (selection?.episode) parts.set("episode", selection.episode.id);
  if (filter.hiddenKinds.size) parts.set("without", [...filter.hiddenKinds].sort().join(" "));
  if (filter.hiddenCommunities.size)
    parts.set("communities-without", [...filter.hiddenCommunities].sort((a, b) => a - b).join(" "));
  if (filter.from !== usual.from || filter.to !== usual.to) parts.set("years", `${filter.from}-${filter.to}`);
  if (filter.by !== usual.by) parts.set("by", filter.by);
  if (filter.each !== usual.each) parts.set("each", filter.each);
  if (filter.share !== usual.share) parts.set("share", filter.share);
  if (filter.alone) parts.set("alone", "hidden");
  if (state.tab !== "filters") parts.set("list", state.tab);
  if (state.theme) parts.set("theme", state.theme);
  if (camera.zoom !== 1 || camera.x || camera.y)
    parts.set("view", [camera.x, camera.y, camera.zoom].map(part => Number(part.toFixed(3))).join(" "));
  return parts.toString();
}

/** Text to state; what makes no sense is passed over. */
function fromAddress(graph, state, camera, text) {
  const parts = new URLSearchParams(text),
    filter = everything(graph);
  const words = name => (parts.get(name) || "").split(" ").filter(Boolean);
  const number = (name, least, most, usual) => {
    const value = parts.has(name) ? Number(parts.get(name)) : NaN;
    return Number.isFinite(value) ? clamp(value, least, most) : usual;
  };
  filter.hiddenKinds = new Set(words("without"));
  filter.hiddenCommunities = new Set(words("communities-without").map(Number));
  const years = /^(\d{1,4})-(\d{1,4})$/.exec(parts.get("years") || "");
  if (years && graph.years && Number(years[1]) <= Number(years[2])) {
    const { first, last } = graph.years;
    [filter.from, filter.to] = [clamp(Number(years[1]), first, last), clamp(Number(years[2]), first, last)];
  }
  if (graph.info.weights.includes(parts.get("by"))) filter.by = parts.get("by");
  filter.each = Math.round(number("each", 1, graph.mostEach, filter.each));
  filter.share = number("share", 0, 100, filter.share);
  filter.alone = parts.get("alone") === "hidden";
  state.filter = filter;
  state.tab = ["names", "episodes"].includes(parts.get("list")) ? parts.get("list") : "filters";
  state.theme = ["light", "dark"].includes(parts.get("theme")) ? parts.get("theme") : null;
  const view = words("view").map(Number);
  camera.whole();
  if (view.length === 3 && view.every(Number.isFinite)) {
    [camera.x, camera.y, camera.zoom] = [
      clamp(view[0], -1.2, 1.2),
      clamp(view[1], -1.2, 1.2),
      clamp(view[2], FARTHEST, CLOSEST),
    ];
  }
  state.selection = selected(graph, parts);
}

function selected(graph, parts) {
  const [node, other] = [graph.byId.get(parts.get("name")), graph.byId.get(parts.get("and"))];
  if (node && other) {
    const tie = node.ties.find(tie => tie.other === other);
    return tie ? { edge: tie.edge } : { node };
  }
  if (node) return { node };
  const episode = graph.episodeById.get(parts.get("episode"));
  return episode ? { episode } : null;
}
