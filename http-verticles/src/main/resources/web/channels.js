// The three ways to hear of one's place. Each opens at once, tells `on` and closes when asked:
//   on.status(status) · on.ended() · on.lost() the place is not known · on.failed({afterMs, isReplaced})

import { call, Problem } from './api.js';

const SILENCE_MS = 45_000;
const OVERLOADED_MS = 5_000;
const ENDED = ['COMPLETED', 'LEFT', 'EXPIRED', 'TURNED_AWAY'];

/** The server speaks at least every 15 s; a channel that does not is dead without having noticed. */
function watch(whenSilent) {
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(whenSilent, SILENCE_MS);
  };
  heard();
  return { heard, stop: () => clearTimeout(timer) };
}

function me(queueId) {
  return `/v1/queues/${encodeURIComponent(queueId)}/tokens/me`;
}

export function socketChannel(queueId, version, on) {
  const url = new URL(`${me(queueId)}/socket?version=${version}`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  const watchdog = watch(() => finish(() => on.failed({})));
  socket.onmessage = message => {
    watchdog.heard();
    on.status(JSON.parse(message.data));
  };
  socket.onclose = close => finish(() => closed(close, on));

  function finish(tell) {
    watchdog.stop();
    socket.onmessage = socket.onclose = null;
    socket.close();
    tell();
  }
  return () => finish(() => {});
}

function closed({ code, reason }, on) {
  switch (code) {
    case 1000:
      return on.ended();
    case 1012:
      return on.failed({ afterMs: reconnectAfterMs(reason) });
    case 1013:
      return on.failed({ afterMs: OVERLOADED_MS * (1 + Math.random()) });
    case 4401:
    case 4403:
      return on.lost();
    case 4409:
      return on.failed({ isReplaced: true });
    default:
      return on.failed({});
  }
}

function reconnectAfterMs(reason) {
  try {
    return JSON.parse(reason).reconnectAfterMs;
  } catch {
    return undefined;
  }
}

export function eventsChannel(queueId, version, on) {
  const source = new EventSource(`${me(queueId)}/events?version=${version}`);
  const watchdog = watch(() => finish(() => on.failed({})));
  source.addEventListener('status', event => {
    watchdog.heard();
    on.status(JSON.parse(event.data));
  });
  source.addEventListener('end', () => finish(on.ended));
  source.addEventListener('problem', event => finish(() => refused(JSON.parse(event.data), on)));
  source.onerror = () => finish(() => on.failed({}));

  function finish(tell) {
    watchdog.stop();
    source.onerror = null;
    source.close();
    tell();
  }
  return () => finish(() => {});
}

function refused(problem, on) {
  if (problem.status === 401 || problem.code === 'wrong-queue') {
    on.lost();
  } else {
    on.failed({ afterMs: problem.retryAfterMs, isReplaced: problem.code === 'stream-replaced' });
  }
}

export function pollChannel(queueId, version, on) {
  let timer;
  let isClosed = false;
  let seen = version;

  async function ask() {
    try {
      const { json } = await call('GET', `${me(queueId)}?version=${seen}`);
      if (isClosed) {
        return;
      }
      seen = json.version;
      on.status(json);
      if (ENDED.includes(json.state) || (json.state === 'ABANDONED' && await isPassed(json))) {
        on.ended();
      } else {
        timer = setTimeout(ask, json.pollAfterMs);
      }
    } catch (refusal) {
      if (isClosed) {
        return;
      }
      if (refusal instanceof Problem && (refusal.status === 401 || refusal.status === 403)) {
        on.lost();
      } else {
        on.failed({});
      }
    }
  }

  /** A number that is not passed yet comes back by this very question. */
  async function isPassed(status) {
    const { json } = await call('GET', `/v1/queues/${encodeURIComponent(queueId)}`);
    return json.servingNumber >= status.number;
  }

  ask();
  return () => {
    isClosed = true;
    clearTimeout(timer);
  };
}
