// Names beside their nodes, none over another; more of them the closer one comes.

const CELL = 48,
  LONGEST_NAME = 30;

/** A name on one line: what turns the direction of writing, or cannot be seen, is a blank; a long one is cut. */
function shortName(name) {
  const line = name
    .replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...line];
  return characters.length > LONGEST_NAME
    ? characters
        .slice(0, LONGEST_NAME - 1)
        .join("")
        .trimEnd() + "…"
    : line;
}

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Finds places for names. They depend on the zoom only, so names do not flicker while the picture is moved. */
function makeNames(graph, camera, context) {
  const widths = new Map();
  const widthOf = node => {
    if (!widths.has(node)) {
      context.font = `100px ${FONT}`;
      widths.set(node, context.measureText(node.label).width / 100);
    }
    return widths.get(node);
  };
  for (const node of graph.nodes) node.label = shortName(node.name);
  // So many have their names even where these cover lesser nodes.
  const greatest = clamp(Math.sqrt(graph.nodes.length), 12, 60);
  const size = node => 11.5 + 5 * node.share;

  /** A hash of cells: looking around costs what is near only. */
  function makeFloor() {
    const cells = new Map();
    const each = (box, act) => {
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
        for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) {
          if (act(row * 65536 + column)) return true;
        }
      }
      return false;
    };
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      take: box => {
        each(box, cell => {
          cells.has(cell) ? cells.get(cell).push(box) : cells.set(cell, [box]);
        });
      },
      isFree: box => !each(box, cell => (cells.get(cell) || []).some(taken => meets(taken, box))),
    };
  }

  /** Names for what is shown, those of the greatest first; `first` go before all. */
  return function placeNames(first = []) {
    const floor = makeFloor(),
      nodes = makeFloor();
    const edgeX = (camera.width / 2 - 4) * Math.max(1, camera.zoom),
      edgeY = (camera.height / 2 - 4) * Math.max(1, camera.zoom);
    const onStage = box => box.left >= -edgeX && box.right <= edgeX && box.top >= -edgeY && box.bottom <= edgeY;
    const at = node => [node.x * camera.across * camera.zoom, node.y * camera.down * camera.zoom];
    if (camera.zoom <= 1) {
      // Buttons and marks lie over the corners.
      const [right, bottom] = [camera.width / 2, camera.height / 2];
      floor.take({ left: right - 60, right, top: bottom - 145, bottom });
      floor.take({ left: -right, right: 240 - right, top: bottom - 36, bottom });
    }
    const shown = graph.byRank.filter(node => node.shown);
    for (const node of shown) {
      const [x, y] = at(node),
        half = camera.radius(node) * 0.8;
      nodes.take({ left: x - half, right: x + half, top: y - half, bottom: y + half });
    }
    const placed = [],
      order = new Set([...first.filter(node => node.shown), ...shown]);
    let place = 0;
    for (const node of order) {
      const [x, y] = at(node),
        radius = camera.radius(node) + 3,
        high = size(node) * 1.25,
        wide = widthOf(node) * size(node);
      const below = radius - 1,
        above = -radius - high + 1,
        slant = radius * 0.6;
      const tries = [
        [radius, -high / 2],
        [-radius - wide, -high / 2],
        [-wide / 2, below],
        [-wide / 2, above],
        [slant, below - slant / 2],
        [-slant - wide, below - slant / 2],
        [slant, above + slant / 2],
        [-slant - wide, above + slant / 2],
      ];
      const boxAt = ([right, down]) => ({
        right: x + right + wide + 3,
        left: x + right - 3,
        top: y + down - 1,
        bottom: y + down + high + 1,
      });
      const fits = spot => onStage(boxAt(spot)) && floor.isFree(boxAt(spot));
      const spot =
        tries.find(spot => fits(spot) && nodes.isFree(boxAt(spot))) ||
        (place < greatest + first.length ? tries.find(fits) : null);
      place += 1;
      if (!spot) continue;
      floor.take(boxAt(spot));
      placed.push({ node, right: spot[0], down: spot[1], wide, high, size: size(node) });
    }
    return placed;
  };
}
