// Keeps one channel open: WebSocket, else events, else polling; comes back after every cut.

import { eventsChannel, pollChannel, socketChannel } from './channels.js';
import { onWake } from './clock.js';

const CHANNELS = [
  { kind: 'websocket', open: socketChannel },
  { kind: 'sse', open: eventsChannel },
  { kind: 'poll', open: pollChannel },
];
const POLL = CHANNELS.length - 1;
const FAILURES_TO_FALL = 2;
const FIRST_CLIMB_MS = 10_000;
const LONGEST_CLIMB_MS = 600_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * @param on status(status) · ended() · lost() · via(kind, isUp): which way, and whether it works
 */
export class Stream {
  constructor(queueId, version, on) {
    this.queueId = queueId;
    this.version = version;
    this.on = on;
    this.level = 0;
    this.failures = 0;
    this.tries = 0;
    this.climbMs = FIRST_CLIMB_MS;
    this.isStopped = false;
    this.hurry = () => this.reconnectNow();
    this.doubt = () => this.cut();
  }

  start() {
    addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.hurry);
    this.stopWaking = onWake(this.doubt);
    addEventListener('offline', this.doubt);
    this.open();
  }

  stop() {
    this.isStopped = true;
    removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.hurry);
    removeEventListener('offline', this.doubt);
    this.stopWaking?.();
    this.drop();
  }

  /** The page is looked at again, or the network is back: no need to wait for the end of a pause. */
  reconnectNow() {
    if (this.waiting && !document.hidden && !this.mustWait) {
      this.open();
    }
  }

  /** The network is away, or the machine slept: what stands open may be dead without having noticed. */
  cut() {
    if (this.close) {
      this.failed({}, true);
    } else {
      this.reconnectNow();
    }
  }

  open() {
    this.drop();
    const { kind, open } = CHANNELS[this.level];
    let hasSpoken = false;
    this.close = open(this.queueId, this.version(), {
      status: status => {
        if (!hasSpoken) {
          hasSpoken = true;
          this.failures = this.tries = 0;
          if (this.level === 0) {
            this.climbMs = FIRST_CLIMB_MS;
          }
          this.on.via(kind, true);
          this.climbLater();
        }
        this.on.status(status);
      },
      ended: () => this.finish(this.on.ended),
      lost: () => this.finish(this.on.lost),
      failed: failure => this.failed(failure, hasSpoken),
    });
  }

  finish(tell) {
    if (!this.isStopped) {
      this.stop();
      tell();
    }
  }

  failed({ afterMs, isReplaced }, hasSpoken) {
    if (this.isStopped) {
      return;
    }
    this.drop();
    this.isReplaced ||= isReplaced;
    this.failures = hasSpoken ? 0 : this.failures + 1;
    if (this.isReplaced) {
      this.level = POLL;
    } else if (this.failures >= FAILURES_TO_FALL && this.level < POLL) {
      this.level++;
      this.failures = 0;
    }
    this.on.via(CHANNELS[this.level].kind, false);
    this.mustWait = afterMs !== undefined;
    this.waiting = setTimeout(() => this.open(), afterMs ?? this.pauseMs());
  }

  pauseMs() {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries++);
    return longest * (0.5 + Math.random() / 2);
  }

  /**
   * A lesser way is not for ever, but each try in vain makes the next one later. A token whose streams were
   * replaced has enough of them.
   */
  climbLater() {
    if (this.level > 0 && !this.isReplaced) {
      this.climbing = setTimeout(() => {
        this.level = 0;
        this.open();
      }, this.climbMs);
      this.climbMs = Math.min(LONGEST_CLIMB_MS, this.climbMs * 2);
    }
  }

  drop() {
    clearTimeout(this.waiting);
    clearTimeout(this.climbing);
    this.waiting = null;
    this.close?.();
    this.close = null;
  }
}
