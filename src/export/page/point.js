// Mouse, fingers and keys on the picture.

/** How far from a node or a line one may point, in points; fingers are wider. */
const NEAR = { mouse: 5, touch: 14 };

function makePointing(graph, camera, canvas, painter, state, choose) {
  const hint = byId("hint"),
    fingers = new Map();
  let begun = null,
    dragged = null;

  function nodeAt(x, y, beside) {
    let best = null,
      nearest = Infinity;
    for (const node of graph.nodes) {
      if (!node.shown) continue;
      const distance = Math.hypot(camera.screenX(node.x) - x, camera.screenY(node.y) - y) - camera.radius(node);
      if (distance < nearest) [best, nearest] = [node, distance];
    }
    if (nearest <= beside) return best;
    const name = painter.names().find(({ node, right, down, wide, high }) => {
      const left = camera.screenX(node.x) + right,
        top = camera.screenY(node.y) + down;
      return node.shown && x >= left && x <= left + wide && y >= top && y <= top + high;
    });
    return name ? name.node : null;
  }

  function edgeAt(x, y, beside) {
    let best = null,
      nearest = beside;
    for (const edge of graph.edges) {
      if (!edge.shown) continue;
      const distance = distanceTo(edge, x, y, nearest);
      if (distance < nearest) [best, nearest] = [edge, distance];
    }
    return best;
  }

  /** How far a point is from a curve, looked at in a dozen places. */
  function distanceTo({ source, target }, x, y, most) {
    const fromX = camera.screenX(source.x),
      fromY = camera.screenY(source.y),
      toX = camera.screenX(target.x),
      toY = camera.screenY(target.y);
    const [bendX, bendY] = bendOf(fromX, fromY, toX, toY);
    if (x < Math.min(fromX, toX, bendX) - most || x > Math.max(fromX, toX, bendX) + most) return Infinity;
    if (y < Math.min(fromY, toY, bendY) - most || y > Math.max(fromY, toY, bendY) + most) return Infinity;
    let nearest = Infinity,
      [lastX, lastY] = [fromX, fromY];
    for (let step = 1; step <= 12; step++) {
      const t = step / 12,
        s = 1 - t;
      const atX = s * s * fromX + 2 * s * t * bendX + t * t * toX,
        atY = s * s * fromY + 2 * s * t * bendY + t * t * toY;
      nearest = Math.min(nearest, toSegment(x, y, lastX, lastY, atX, atY));
      [lastX, lastY] = [atX, atY];
    }
    return nearest;
  }

  function toSegment(x, y, fromX, fromY, toX, toY) {
    const [alongX, alongY] = [toX - fromX, toY - fromY],
      length = alongX * alongX + alongY * alongY || 1;
    const t = clamp(((x - fromX) * alongX + (y - fromY) * alongY) / length, 0, 1);
    return Math.hypot(fromX + t * alongX - x, fromY + t * alongY - y);
  }

  const under = (x, y, kind) => {
    const beside = NEAR[kind] || NEAR.touch,
      node = nodeAt(x, y, beside / 2);
    if (node) return { node };
    const edge = edgeAt(x, y, beside);
    return edge ? { edge } : null;
  };

  function point(target, x, y) {
    const same = state.pointed?.node === target?.node && state.pointed?.edge === target?.edge;
    canvas.classList.toggle("over", Boolean(target));
    if (!same) {
      state.pointed = target;
      painter.request();
    }
    hint.hidden = !target;
    if (!target) return;
    if (!same) hint.replaceChildren(...told(target));
    const right = Math.min(x + 16, camera.width - hint.offsetWidth - 8),
      down = Math.min(y + 18, camera.height - hint.offsetHeight - 8);
    hint.style.transform = `translate(${Math.max(8, right)}px, ${Math.max(8, down)}px)`;
  }

  function told({ node, edge }) {
    if (node)
      return [
        h("bdi", {}, shortName(node.name)),
        h(
          "small",
          {},
          `${node.kind}, ${counted(node.record.episodes, "episode")}, ${counted(node.ties.length, "line")}`,
        ),
      ];
    return [
      h("bdi", {}, edge.source.label),
      " and ",
      h("bdi", {}, edge.target.label),
      h("small", {}, `together in ${counted(edge.record.episodes, "episode")}`),
    ];
  }

  const place = event => {
    const { left, top } = canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  canvas.addEventListener("pointerdown", event => {
    if (event.button) return;
    const [x, y] = place(event);
    fingers.set(event.pointerId, [x, y]);
    canvas.setPointerCapture(event.pointerId);
    begun = fingers.size === 1 ? { x, y, far: false } : null;
    dragged = event.pointerType === "mouse" && fingers.size === 1 ? nodeAt(x, y, 1) : null;
  });

  canvas.addEventListener("pointermove", event => {
    const [x, y] = place(event),
      before = fingers.get(event.pointerId);
    if (!before) return point(under(x, y, event.pointerType), x, y);
    if (fingers.size === 1) {
      if (begun) begun.far = begun.far || Math.hypot(x - begun.x, y - begun.y) > 4;
      if (!begun || begun.far) drag(x, y, before);
    } else {
      pinch(event.pointerId, x, y);
    }
    if (!begun || begun.far || fingers.size > 1) fingers.set(event.pointerId, [x, y]);
  });

  function drag(x, y, before) {
    point(null);
    canvas.classList.add("moving");
    if (dragged) {
      [dragged.x, dragged.y] = [camera.layoutX(x), camera.layoutY(y)];
      state.pointed = { node: dragged };
    } else {
      camera.move(x - before[0], y - before[1]);
    }
    painter.moving();
  }

  function pinch(id, x, y) {
    const [otherId, other] = [...fingers].find(([key]) => key !== id) || [];
    if (otherId === undefined) return;
    const [oldX, oldY] = fingers.get(id);
    const middle = [(x + other[0]) / 2, (y + other[1]) / 2],
      oldMiddle = [(oldX + other[0]) / 2, (oldY + other[1]) / 2];
    camera.move(middle[0] - oldMiddle[0], middle[1] - oldMiddle[1]);
    camera.closer(
      Math.hypot(x - other[0], y - other[1]) / Math.max(1, Math.hypot(oldX - other[0], oldY - other[1])),
      ...middle,
    );
    painter.moving();
  }

  function lift(event) {
    if (!fingers.delete(event.pointerId)) return;
    canvas.classList.remove("moving");
    const [x, y] = place(event);
    if (event.type === "pointerup" && begun && !begun.far) {
      choose(under(begun.x, begun.y, event.pointerType));
    } else if (dragged && begun?.far) {
      state.pointed = null;
      painter.renew();
    } else {
      state.moved();
    }
    begun = null;
    dragged = null;
    if (event.pointerType === "mouse") point(under(x, y, "mouse"), x, y);
  }
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => {
    if (!fingers.size) point(null);
  });

  function closer(factor, x, y) {
    camera.closer(factor, x, y);
    point(null);
    painter.moving();
    state.moved();
  }
  canvas.addEventListener(
    "wheel",
    event => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 18 : 1;
      closer(Math.exp(clamp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018), -0.7, 0.7)), ...place(event));
    },
    { passive: false },
  );
  canvas.addEventListener("dblclick", event => closer(1.8, ...place(event)));

  const whole = () => {
    camera.whole();
    painter.moving();
    state.moved();
  };
  const step = (across, down) => {
    camera.move(across, down);
    painter.moving();
    state.moved();
  };
  const keys = {
    ArrowLeft: () => step(60, 0),
    ArrowRight: () => step(-60, 0),
    ArrowUp: () => step(0, 60),
    ArrowDown: () => step(0, -60),
    "+": () => closer(1.3),
    "=": () => closer(1.3),
    "-": () => closer(1 / 1.3),
    0: whole,
  };
  canvas.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  byId("closer").addEventListener("click", () => closer(1.4));
  byId("farther").addEventListener("click", () => closer(1 / 1.4));
  byId("whole").addEventListener("click", whole);
}
