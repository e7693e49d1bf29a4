// What is in view, as files.

function makeSave(graph, camera, painter, look) {
  const inView = node => {
    const x = camera.screenX(node.x),
      y = camera.screenY(node.y),
      beside = camera.radius(node);
    return node.shown && x > -beside && y > -beside && x < camera.width + beside && y < camera.height + beside;
  };
  const nodesInView = () => graph.byRank.filter(inView);
  const edgesAmong = nodes => {
    const kept = new Set(nodes);
    return graph.edges.filter(edge => edge.shown && kept.has(edge.source) && kept.has(edge.target));
  };

  const text = words =>
    words
      .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, " ")
      .replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`);
  const short = number => Number(number.toFixed(1));

  function svg() {
    const nodes = nodesInView(),
      edges = edgesAmong(nodes),
      kept = new Set(nodes);
    const line = edge => {
      const [x, y, toX, toY] = [
        camera.screenX(edge.source.x),
        camera.screenY(edge.source.y),
        camera.screenX(edge.target.x),
        camera.screenY(edge.target.y),
      ].map(short);
      const [bendX, bendY] = bendOf(x, y, toX, toY).map(short);
      return `<path d="M${x} ${y}Q${bendX} ${bendY} ${toX} ${toY}" stroke="${painter.colour(edge.community)}" stroke-width="${short(painter.widthOf(edge))}"/>`;
    };
    const mark = node => {
      const x = short(camera.screenX(node.x)),
        y = short(camera.screenY(node.y)),
        radius = short(camera.radius(node)),
        colour = painter.colour(node.community);
      const title = `<title>${text(node.name)}</title>`;
      if (node.kind === "project")
        return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}">${title}</circle>`;
      if (node.kind === "person")
        return `<circle cx="${x}" cy="${y}" r="${short(radius * 0.79)}" fill="${look.ground()}" stroke="${colour}" stroke-width="${short(Math.max(1.5, radius * 0.42))}">${title}</circle>`;
      const half = radius * 0.88;
      return `<rect x="${short(x - half)}" y="${short(y - half)}" width="${short(2 * half)}" height="${short(2 * half)}" fill="${colour}">${title}</rect>`;
    };
    const name = ({ node, right, down, high, size }) =>
      `<text x="${short(camera.screenX(node.x) + right)}" y="${short(camera.screenY(node.y) + down + high / 2 + size * 0.36)}" font-size="${short(size)}">${text(node.label)}</text>`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${camera.width} ${camera.height}" width="${camera.width}" height="${camera.height}" font-family="${text(FONT)}">`,
      "<title>Mentioned together</title>",
      `<rect width="100%" height="100%" fill="${look.ground()}"/>`,
      `<g fill="none" stroke-linecap="round" stroke-opacity="${short(painter.opacity()) || 0.2}">`,
      ...edges.map(line),
      "</g>",
      "<g>",
      ...nodes.map(mark),
      "</g>",
      `<g fill="${look.ink()}" stroke="${look.ground()}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">`,
      ...painter
        .names()
        .filter(({ node }) => kept.has(node))
        .map(name),
      "</g>",
      "</svg>",
      "",
    ].join("\n");
  }

  /** Node-link JSON like the whole graph's, with the quotes that are still needed. */
  function json() {
    const nodes = nodesInView(),
      edges = edgesAmong(nodes),
      numbers = new Map();
    const renumbered = record => ({
      ...record,
      quotes: record.quotes.map(quote => numbers.get(quote) ?? (numbers.set(quote, numbers.size), numbers.size - 1)),
    });
    const inOrder = (a, b) => a.number - b.number;
    const [points, links] = [
      nodes.sort(inOrder).map(node => renumbered(node.record)),
      edges.sort(inOrder).map(edge => renumbered(edge.record)),
    ];
    const info = {
      ...graph.info,
      nodes: points.length,
      edges: links.length,
      quotes: [...numbers.keys()].map(quote => graph.info.quotes[quote]),
    };
    return JSON.stringify({
      version: graph.version,
      directed: false,
      multigraph: false,
      graph: info,
      nodes: points,
      edges: links,
    });
  }

  function offer(blob, ending) {
    const address = URL.createObjectURL(blob),
      anchor = h("a", { href: address, download: `mentioned-together.${ending}` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  const ways = {
    svg: () => offer(new Blob([svg()], { type: "image/svg+xml" }), "svg"),
    json: () => offer(new Blob([json()], { type: "application/json" }), "json"),
    png: () => painter.still(2).toBlob(blob => offer(blob, "png"), "image/png"),
  };
  byId("save").addEventListener("click", event => {
    const way = ways[event.target.dataset?.as];
    if (!way) return;
    byId("save").open = false;
    way();
  });
}
