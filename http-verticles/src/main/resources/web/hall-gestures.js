// Fingers, mouse, wheel and keys on a hall.

/** A finger is never quite still. */
const TAP_PX = 8;
const WHEEL = 0.0018;
const PINCH_WHEEL = 0.012;
const STEP = 1.4;

/**
 * @param on moveBy(dx, dy) · zoomAt(x, y, factor) · tap(x, y, isFinger) · key(name), which says whether it knew it;
 *     all in pixels of the canvas
 */
export function gestures(canvas, on) {
  const pointers = new Map();
  let moved = 0;

  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    if (pointers.size === 1) {
      moved = 0;
    }
  });
  canvas.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (before) {
      const now = at(event);
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      move(before, now, other);
    }
  });
  canvas.addEventListener('pointerup', event => {
    const wasAlone = pointers.size === 1;
    if (pointers.delete(event.pointerId) && wasAlone && moved < TAP_PX) {
      const { x, y } = at(event);
      on.tap(x, y, event.pointerType === 'touch');
    }
  });
  canvas.addEventListener('pointercancel', event => pointers.delete(event.pointerId));
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    const { x, y } = at(event);
    on.zoomAt(x, y, Math.exp(-event.deltaY * (event.ctrlKey ? PINCH_WHEEL : WHEEL)));
  }, { passive: false });
  canvas.addEventListener('keydown', event => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && on.key(event.key)) {
      event.preventDefault();
    }
  });

  function move(before, now, other) {
    if (!other) {
      on.moveBy(now.x - before.x, now.y - before.y);
      return;
    }
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    on.moveBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    on.zoomAt(middle.x, middle.y, distance(now, other) / Math.max(1, distance(before, other)));
  }

  const at = event => ({ x: event.offsetX, y: event.offsetY });
}

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** What the keys and the buttons do to the size. */
export const ZOOM = { '+': STEP, '=': STEP, '-': 1 / STEP };
