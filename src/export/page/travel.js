// Going to where something is.

/** Brings names and lines to where they can be seen; `arrived` is called where the way ends. */
function makeTravel(graph, camera, painter, narrow, arrived) {
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");

  /** The part of the stage that the details leave free; on a small screen they lie over it. */
  function freeStage() {
    const stage = byId("stage").getBoundingClientRect(),
      over = byId("panel").getBoundingClientRect();
    const isOver = !byId("panel").hidden && narrow.matches,
      isBelow = isOver && over.left - stage.left < 10;
    const right = isOver && !isBelow ? over.left - stage.left : camera.width,
      bottom = isBelow ? over.top - stage.top : camera.height;
    return { right: Math.max(80, right), bottom: Math.max(80, bottom) };
  }

  /** Brings a name, or the middle of a line, to where it can be seen. */
  function bringNear(selection) {
    const ends = selection?.node
      ? [selection.node]
      : selection?.edge
        ? [selection.edge.source, selection.edge.target]
        : [];
    if (!ends.length) return;
    const middle = part => ends.reduce((sum, node) => sum + node[part], 0) / ends.length;
    const { right, bottom } = freeStage(),
      [x, y] = [middle("x"), middle("y")];
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
    const from = { x: camera.x, y: camera.y, zoom: camera.zoom },
      begun = performance.now(),
      length = reduced.matches ? 0 : 350;
    const step = now => {
      const part = length ? clamp((now - begun) / length, 0, 1) : 1,
        eased = 1 - (1 - part) ** 3;
      camera.x = from.x + (x - from.x) * eased;
      camera.y = from.y + (y - from.y) * eased;
      camera.zoom = from.zoom * (zoom / from.zoom) ** eased;
      painter.moving();
      if (part < 1) requestAnimationFrame(step);
      else arrived();
    };
    step(begun);
  }

  return bringNear;
}
