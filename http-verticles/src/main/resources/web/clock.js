// Time as the server tells it: the visitor's own clock may be wrong by hours.

let serverMs = null;
let heardAt = 0;

/** The server said what time it is. */
export function heard(nowText) {
  const now = Date.parse(nowText);
  if (!Number.isNaN(now)) {
    serverMs = now;
    heardAt = performance.now();
  }
}

export function serverNow() {
  return serverMs === null ? Date.now() : serverMs + (performance.now() - heardAt);
}

/** Milliseconds until a moment that the server named. */
export function msUntil(timeText) {
  return Math.max(0, Date.parse(timeText) - serverNow());
}

/** Calls now and then, four times a second; gives a function that stops it. */
export function ticking(work) {
  work();
  const timer = setInterval(work, 250);
  return () => clearInterval(timer);
}
