// Which part of the picture is seen: its middle in the layout's own measure, and how close it is.

const CLOSEST = 40,
  FARTHEST = 0.4;
const STRETCH = 1.9;

/** Nodes are pushed apart where there are at most so many: each round compares every two. */
const PUSHED = 500,
  ROUNDS = 40;

/** Between the layout, −1 to 1, and the stage, in points. */
function makeCamera(graph) {
  const greatest = part => graph.nodes.reduce((most, node) => Math.max(most, Math.abs(part(node))), 1e-9);
  const extent = { x: greatest(node => node.x), y: greatest(node => node.y) };
  const camera = {
    x: 0,
    y: 0,
    zoom: 1,
    width: 1,
    height: 1,
    across: 1,
    down: 1,
    /** Fits the layout to a stage, stretched a little where that is wide or high. */
    resize(width, height) {
      [camera.width, camera.height] = [Math.max(1, width), Math.max(1, height)];
      const across = Math.max(40, width / 2 - Math.min(70, width / 8)) / extent.x;
      const down = Math.max(40, height / 2 - 40) / extent.y;
      camera.across = Math.min(across, down * STRETCH);
      camera.down = Math.min(down, camera.across * STRETCH);
    },
    screenX: x => (x - camera.x) * camera.across * camera.zoom + camera.width / 2,
    screenY: y => (y - camera.y) * camera.down * camera.zoom + camera.height / 2,
    layoutX: x => (x - camera.width / 2) / (camera.across * camera.zoom) + camera.x,
    layoutY: y => (y - camera.height / 2) / (camera.down * camera.zoom) + camera.y,
    move(across, down) {
      camera.x = clamp(camera.x - across / (camera.across * camera.zoom), -1.2, 1.2);
      camera.y = clamp(camera.y - down / (camera.down * camera.zoom), -1.2, 1.2);
    },
    /** Comes closer by a factor; the point of the stage under a finger stays where it is. */
    closer(factor, x = camera.width / 2, y = camera.height / 2) {
      const [fixedX, fixedY] = [camera.layoutX(x), camera.layoutY(y)];
      camera.zoom = clamp(camera.zoom * factor, FARTHEST, CLOSEST);
      camera.x = clamp(fixedX - (x - camera.width / 2) / (camera.across * camera.zoom), -1.2, 1.2);
      camera.y = clamp(fixedY - (y - camera.height / 2) / (camera.down * camera.zoom), -1.2, 1.2);
    },
    whole() {
      [camera.x, camera.y, camera.zoom] = [0, 0, 1];
    },
    /** Nodes grow as one comes closer, but less than the room between them. */
    radius(node) {
      const room = Math.sqrt((camera.width * camera.height) / Math.max(1, graph.nodes.length));
      return (4 + 12 * node.share) * clamp(room / 60, 0.4, 1) * camera.zoom ** 0.4;
    },
  };
  return camera;
}

/** Pushes nodes that cover each other apart, as the SVG export does; once, for the stage as it is at first. */
function pushApart(graph, camera) {
  if (graph.nodes.length > PUSHED) return;
  const points = graph.nodes.map(node => ({
    x: node.x * camera.across,
    y: node.y * camera.down,
    radius: camera.radius(node),
  }));
  for (let round = 0; round < ROUNDS; round++) {
    points.forEach((one, number) => {
      for (let at = number + 1; at < points.length; at++) {
        const other = points[at],
          across = other.x - one.x,
          down = other.y - one.y;
        const wanted = one.radius + other.radius + 5,
          distance = Math.hypot(across, down);
        if (distance >= wanted || distance === 0) continue;
        const by = (wanted - distance) / distance / 4;
        one.x -= by * across;
        one.y -= by * down;
        other.x += by * across;
        other.y += by * down;
      }
    });
  }
  graph.nodes.forEach((node, number) => {
    node.x = clamp(points[number].x / camera.across, -1.05, 1.05);
    node.y = clamp(points[number].y / camera.down, -1.05, 1.05);
  });
}

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
