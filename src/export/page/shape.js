// The shapes of lines and nodes, the same on the canvas and in saved pictures.

/** How far a line bends, to the same side as in the SVG export. */
function bendOf(x, y, toX, toY) {
  return [(x + toX) / 2 + 0.12 * (toY - y), (y + toY) / 2 - 0.12 * (toX - x)];
}

/** A project is a disc, a person a ring, anything else a square: nothing is told by colour alone. */
function mark(target, node, x, y, radius) {
  if (node.kind === "project" || node.kind === "person") {
    const inner = node.kind === "person" ? Math.max(1, radius * 0.79) : radius;
    target.moveTo(x + inner, y);
    target.arc(x, y, inner, 0, 2 * Math.PI);
  } else {
    target.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
  }
}
