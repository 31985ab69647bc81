// What a queue would do with other settings, from how it goes now.

/**
 * How long until everybody who waits now was called, and what happens at once. Who is inside is taken to stay as
 * long as people do now: by Little's law, inside divided by calls per second.
 *
 * @param live the queue's figures
 * @param callsPerSecond of late; null when nobody can tell yet
 * @param wish the capacity, the rate and the longest line that are thought of
 * @return `nowMs` and `thenMs`, null where nobody can tell; `atOnce`, how many more are called than would be
 *     without; `over`, how many are inside above the new capacity; `isFull`, whether nobody new could join
 */
export function forecast(live, callsPerSecond, wish) {
  const inside = live.ready + live.active;
  const free = capacity => Math.min(live.waiting, Math.max(0, capacity - inside));
  return {
    nowMs: drainMs(live, inside, callsPerSecond, live),
    thenMs: drainMs(live, inside, callsPerSecond, wish),
    atOnce: Math.max(0, free(wish.capacity) - free(live.capacity)),
    over: Math.max(0, inside - wish.capacity),
    isFull: live.waiting >= wish.maxWaiting,
  };
}

function drainMs({ waiting }, inside, callsPerSecond, { capacity, admitPerSecond }) {
  const byRate = waiting / admitPerSecond;
  const behind = waiting - Math.max(0, capacity - inside);
  if (behind <= 0) {
    return 1000 * byRate;
  }
  if (!callsPerSecond || inside === 0) {
    return null;
  }
  const leavePerSecond = capacity * callsPerSecond / inside;
  return 1000 * Math.max(byRate, behind / leavePerSecond);
}
