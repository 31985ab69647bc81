// Time as the server tells it: the visitor's own clock may be wrong by hours, and stand still in sleep.

const SLEPT_MS = 2_000;
const LOOK_EVERY_MS = 1_000;

/** What to add to the steady time to get the server's; an exact one beats one that is only a bound. */
let aheadMs = null;
let isExact = false;
let isDoubtful = false;
/** How long the machine slept while `performance.now()` stood still. */
let sleptMs = 0;
let seen = { wall: Date.now(), run: performance.now() };
const whenAwake = new Set();

function look() {
  const next = { wall: Date.now(), run: performance.now() };
  const missedMs = next.wall - seen.wall - (next.run - seen.run);
  seen = next;
  if (missedMs > SLEPT_MS) {
    // Or somebody set the visitor's clock: what the server says next goes for both.
    sleptMs += missedMs;
    isDoubtful = true;
    whenAwake.forEach(work => work());
  }
}
setInterval(look, LOOK_EVERY_MS);

/** Milliseconds that never jump back, sleep included. */
export function steadyMs() {
  look();
  return performance.now() + sleptMs;
}

/** Calls when the machine has slept; gives a function that ends it. */
export function onWake(work) {
  whenAwake.add(work);
  return () => whenAwake.delete(work);
}

/** The server said what time it is. */
export function heard(nowText) {
  const now = Date.parse(nowText);
  if (!Number.isNaN(now)) {
    aheadMs = now - steadyMs();
    isExact = true;
    isDoubtful = false;
  }
}

/** An answer's `Date`, cut to the second: it is at least that late. The best of several is nearly exact. */
export function heardDate(dateText) {
  const least = Date.parse(dateText) - steadyMs();
  if (Number.isNaN(least)) {
    return;
  }
  if (isDoubtful || aheadMs === null) {
    aheadMs = least;
    isExact = isDoubtful = false;
  } else if (!isExact) {
    aheadMs = Math.max(aheadMs, least);
  }
}

export function serverNow() {
  return aheadMs === null ? Date.now() : steadyMs() + aheadMs;
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
