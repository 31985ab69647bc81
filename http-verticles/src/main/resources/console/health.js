// How well a queue and the parts behind it are, in words and not by colour alone.

import { dd, h, set, write } from './dom.js';
import { number } from './format.js';
import { known, span } from './spans.js';
import { t, tryT } from './words.js';

const LOG_SILENT_MS = 3_000;
const JOURNAL_BEHIND = 1_000;

/** Writes the state of a queue into a pill: held is told before open. */
export function stateOf(pill, queue) {
  const isHeld = queue.held !== null && queue.state === 'OPEN';
  write(pill, t(isHeld ? 'state.HELD' : 'state.' + queue.state));
  set(pill, 'data-state', isHeld ? 'HELD' : queue.state);
}

/**
 * What an operator must know before trusting the figures; null when all is well.
 *
 * @param link `{ isUp, silentMs }` of the stream
 */
export function warningOf(queue, link) {
  if (!link.isUp) {
    return t('stale.stream', { time: span(link.silentMs) });
  }
  if (queue.ageMs > LOG_SILENT_MS) {
    return t('stale.board', { time: span(queue.ageMs) });
  }
  const away = Object.entries(queue.health.dependencies).filter(([, isUp]) => !isUp).map(([name]) => nameOf(name));
  if (away.length > 0) {
    return t('stale.part', { parts: away.join(', ') });
  }
  return queue.held ? t('held.' + queue.held) : null;
}

const nameOf = part => tryT('part.' + part) ?? part;

/** A list of the parts that follows. */
export function healthList() {
  const element = h('dl', { class: 'health' });
  const rows = new Map();

  function row(key, name, text, isWell) {
    if (!rows.has(key)) {
      const value = dd();
      const box = h('div', {}, h('dt', {}, name), value);
      rows.set(key, { box, value });
      element.append(box);
    }
    const { box, value } = rows.get(key);
    write(value, text);
    set(box, 'data-well', String(isWell));
  }

  return {
    element,
    update(queue) {
      const { dependencies, journalLag, appendMsMax, ringFree, streams, leads } = queue.health;
      row('board', t('part.board'), t('health.age', { time: ms(queue.ageMs) }), queue.ageMs <= LOG_SILENT_MS);
      row('journal', t('part.journal'), journalLag === null ? t('health.elsewhere')
        : t('health.journal', { count: journalLag, time: known(appendMsMax, ms) }), journalLag === null || journalLag < JOURNAL_BEHIND);
      for (const [part, isUp] of Object.entries(dependencies)) {
        row(part, nameOf(part), t(isUp ? 'health.up' : 'health.down'), isUp);
      }
      row('engine', t('part.engine'), leads === null || !leads ? t('health.elsewhere')
        : t('health.engine', { free: percent(ringFree) }), true);
      row('streams', t('part.streams'), number(streams), true);
    },
  };
}

const ms = value => (value < 1_000 ? t('span.ms', { count: Math.round(value) }) : span(value));
const percent = part => (part === null ? '–' : Math.round(100 * part) + ' %');
