// The picture: lines, nodes and names on a canvas.
//
// Lines are many and change little: they are drawn to a bitmap larger than the stage, which is moved and stretched while
// the picture moves, and drawn anew when it rests. Names, and nodes unless they are very many, are drawn each time.

const MARGIN = 0.25,
  REST = 140,
  BEYOND = 300,
  DIRECTLY = 300,
  TOGETHER = 8,
  LIVE_NODES = 600;

function makePainter(graph, camera, canvas, look, state) {
  const context = canvas.getContext("2d");
  const placeNames = makeNames(graph, camera, context);
  const bitmap = document.createElement("canvas");
  let kept = null,
    names = [],
    namedAt = null,
    moved = 0,
    gap = 0,
    density = 1,
    due = 0;

  const colour = community => look.colours()[community] || look.other();

  /** A line from end to end, as a path. */
  function trace(target, edge, toX, toY) {
    const x = toX(edge.source.x),
      y = toY(edge.source.y),
      endX = toX(edge.target.x),
      endY = toY(edge.target.y);
    const [bendX, bendY] = bendOf(x, y, endX, endY);
    target.moveTo(x, y);
    target.quadraticCurveTo(bendX, bendY, endX, endY);
  }

  /** Lines are seen better the closer one comes: fewer of them are in view. */
  const closer = () => clamp(camera.zoom ** 0.35, 1, 2);

  /** Many lines are thin. */
  const widthOf = edge =>
    (0.6 + 2.6 * edge.thickness) * clamp(25 / Math.sqrt(1 + state.counts.lines), 0.5, 1) * closer();

  /** Some lines of one colour and width are one stroke: fewer strokes are quicker, but a path of very many crossing lines is slow. */
  function strokeLines(target, edges, toX, toY, opacity) {
    const batches = new Map();
    for (const edge of edges) {
      const step = Math.round(edge.thickness * 3),
        key = Math.min(edge.community, look.colours().length) * 8 + step;
      batches.has(key) ? batches.get(key).push(edge) : batches.set(key, [edge]);
    }
    target.globalAlpha = opacity;
    target.lineCap = "round";
    for (const batch of batches.values()) {
      target.strokeStyle = colour(batch[0].community);
      target.lineWidth = widthOf(batch[0]);
      for (let from = 0; from < batch.length; from += TOGETHER) {
        target.beginPath();
        for (const edge of batch.slice(from, from + TOGETHER)) trace(target, edge, toX, toY);
        target.stroke();
      }
    }
    target.globalAlpha = 1;
  }

  /** Fewer lines may be seen better, each of them. */
  const opacity = () =>
    Math.min(
      0.6,
      clamp(1.36 - 0.1 * Math.log2(1 + state.counts.lines), 0.22, 0.5) * (look.isDark() ? 1.1 : 1) * closer(),
    );

  /** Whether nodes are few enough to be drawn each time. */
  const isLive = () => graph.nodes.length <= LIVE_NODES;

  /** Slow frames are still movement. */
  const isMoving = () => performance.now() - moved < Math.max(REST, 3 * gap);

  function drawBitmap() {
    const [wide, high] = [camera.width * (1 + 2 * MARGIN), camera.height * (1 + 2 * MARGIN)];
    bitmap.width = Math.ceil(wide * density);
    bitmap.height = Math.ceil(high * density);
    const target = bitmap.getContext("2d");
    target.setTransform(density, 0, 0, density, camera.width * MARGIN * density, camera.height * MARGIN * density);
    const inside = edge => edge.shown && mayTouch(edge, camera.width * MARGIN, camera.height * MARGIN);
    strokeLines(target, graph.edges.filter(inside), camera.screenX, camera.screenY, opacity());
    if (!isLive())
      drawNodes(
        target,
        graph.byRank.filter(node => node.shown),
        1,
        MARGIN,
      );
    kept = { x: camera.x, y: camera.y, zoom: camera.zoom, width: camera.width, height: camera.height };
    kept.at = performance.now();
  }

  /** Whether a line might be within so much of the stage. */
  function mayTouch({ source, target }, besideX, besideY) {
    const far = (a, b, length, beside) => Math.max(a, b) < -beside || Math.min(a, b) > length + beside;
    return (
      !far(camera.screenX(source.x), camera.screenX(target.x), camera.width, besideX + 40) &&
      !far(camera.screenY(source.y), camera.screenY(target.y), camera.height, besideY + 40)
    );
  }

  /** Where the bitmap lies on the stage. */
  function bitmapPlace() {
    const ratio = camera.zoom / kept.zoom;
    return {
      left: camera.screenX(kept.x) - (kept.width / 2 + kept.width * MARGIN) * ratio,
      top: camera.screenY(kept.y) - (kept.height / 2 + kept.height * MARGIN) * ratio,
      width: (bitmap.width / density) * ratio,
      height: (bitmap.height / density) * ratio,
    };
  }

  /** Whether one sees beyond the bitmap, and has for a while. */
  function isBeyond() {
    const { left, top, width, height } = bitmapPlace();
    const isCovered = left <= 0 && top <= 0 && left + width >= camera.width && top + height >= camera.height;
    return !isCovered && performance.now() - kept.at > Math.max(BEYOND, 4 * gap);
  }

  function drawLines(lit) {
    context.globalAlpha = lit ? 0.25 : 1;
    if (state.counts.lines <= DIRECTLY && isLive() && !lit) {
      const inside = edge => edge.shown && mayTouch(edge, 0, 0);
      strokeLines(context, graph.edges.filter(inside), camera.screenX, camera.screenY, opacity());
      return;
    }
    const isOld =
      !kept ||
      kept.x !== camera.x ||
      kept.y !== camera.y ||
      kept.zoom !== camera.zoom ||
      kept.width !== camera.width ||
      kept.height !== camera.height;
    if (isOld && (!kept || !isMoving() || isBeyond())) drawBitmap();
    else if (isOld) request(Math.max(REST, 3 * gap));
    context.globalAlpha = lit ? 0.25 : 1;
    const { left, top, width, height } = bitmapPlace();
    context.drawImage(bitmap, left, top, width, height);
    context.globalAlpha = 1;
  }

  function drawNodes(target, nodes, alpha, beside = 0) {
    const batches = new Map();
    for (const node of nodes) {
      const radius = camera.radius(node),
        x = camera.screenX(node.x),
        y = camera.screenY(node.y);
      const [besideX, besideY] = [radius + beside * camera.width, radius + beside * camera.height];
      if (x < -besideX || y < -besideY || x > camera.width + besideX || y > camera.height + besideY) continue;
      const isRing = node.kind === "person",
        key = `${Math.min(node.community, 99)} ${isRing && Math.round(radius)}`;
      if (!batches.has(key)) batches.set(key, { isRing, radius, colour: colour(node.community), path: new Path2D() });
      mark(batches.get(key).path, node, x, y, radius);
    }
    target.globalAlpha = alpha;
    for (const { isRing, radius, colour, path } of batches.values()) {
      target.fillStyle = isRing ? look.ground() : colour;
      target.strokeStyle = isRing ? colour : look.ground();
      target.lineWidth = isRing ? Math.max(1.5, radius * 0.42) : 1;
      target.fill(path);
      target.stroke(path);
    }
    target.globalAlpha = 1;
  }

  function drawNames(lit) {
    const key = `${camera.zoom} ${camera.width} ${camera.height} ${state.version}`;
    if (namedAt !== key && (!isMoving() || !names.length || isLive())) {
      names = placeNames(state.chosen());
      namedAt = key;
    } else if (namedAt !== key) {
      request(REST);
    }
    context.lineJoin = "round";
    context.textBaseline = "middle";
    const fainter = lit ? names.filter(name => !lit.has(name.node)) : [],
      usual = lit ? names.filter(name => lit.has(name.node)) : names;
    for (const [group, alpha] of [
      [fainter, 0.25],
      [usual, 1],
    ]) {
      context.globalAlpha = alpha;
      for (const name of group) drawName(name);
    }
    context.globalAlpha = 1;
  }

  function drawName({ node, right, down, wide, high, size }) {
    const x = camera.screenX(node.x) + right,
      y = camera.screenY(node.y) + down;
    if (x > camera.width || y > camera.height || x + wide < 0 || y + high < 0 || !node.shown) return;
    context.font = `${size.toFixed(1)}px ${FONT}`;
    context.strokeStyle = look.ground();
    context.lineWidth = 3;
    context.strokeText(node.label, x, y + high / 2);
    context.fillStyle = look.ink();
    context.fillText(node.label, x, y + high / 2);
  }

  /** What is lit: what is chosen or pointed at, and its neighbours. */
  function draw() {
    due = 0;
    if (!state.ready) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, camera.width, camera.height);
    const lit = state.lit();
    drawLines(lit);
    const shown = graph.byRank.filter(node => node.shown);
    if (!lit) {
      if (isLive()) drawNodes(context, shown, 1);
    } else {
      if (isLive())
        drawNodes(
          context,
          shown.filter(node => !lit.nodes.has(node)),
          0.22,
        );
      strokeLines(
        context,
        lit.edges.filter(edge => edge.shown || edge === lit.edge),
        camera.screenX,
        camera.screenY,
        0.85,
      );
      drawNodes(
        context,
        shown.filter(node => lit.nodes.has(node)),
        1,
      );
      for (const node of lit.centres) ring(node);
    }
    drawNames(lit && lit.nodes);
    state.drawn += 1;
  }

  function ring(node) {
    context.beginPath();
    context.arc(camera.screenX(node.x), camera.screenY(node.y), camera.radius(node) + 4, 0, 2 * Math.PI);
    context.strokeStyle = look.ink();
    context.lineWidth = 2;
    context.stroke();
  }

  function request(after = 0) {
    if (after) return void setTimeout(request, after + 10);
    due = due || requestAnimationFrame(draw);
  }

  return {
    request,
    bitmap,
    colour,
    opacity,
    widthOf,
    names: () => names,
    /** The picture moves: lines may lag until it rests. */
    moving() {
      const now = performance.now();
      gap = clamp(now - moved, 0, 500);
      moved = now;
      request();
    },
    /** What is shown has changed. */
    renew() {
      kept = null;
      namedAt = null;
      request();
    },
    resize() {
      density = Math.min(2, window.devicePixelRatio || 1);
      const { clientWidth, clientHeight } = canvas,
        [wide, high] = [Math.round(clientWidth * density), Math.round(clientHeight * density)];
      if (canvas.width === wide && canvas.height === high && state.ready) return request();
      [canvas.width, canvas.height] = [wide, high];
      camera.resize(clientWidth, clientHeight);
      kept = null;
      draw();
    },
    /** The stage at another density, on its ground, for saving. */
    still(scale) {
      const copy = document.createElement("canvas");
      copy.width = camera.width * scale;
      copy.height = camera.height * scale;
      const before = density,
        target = copy.getContext("2d");
      [canvas.width, canvas.height, density, kept] = [copy.width, copy.height, scale, null];
      moved = 0;
      draw();
      target.fillStyle = look.ground();
      target.fillRect(0, 0, copy.width, copy.height);
      target.drawImage(canvas, 0, 0);
      density = before;
      this.resize();
      return copy;
    },
  };
}
