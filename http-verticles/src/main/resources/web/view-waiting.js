// In line: the position, moving.

import { ticking } from './clock.js';
import { dd, facts, h, heading, line, set, write } from './dom.js';
import { about as aboutWait, number, time } from './format.js';
import { queueNote } from './sale.js';
import * as signals from './signals.js';
import { alertSwitches } from './view-alerts.js';
import { t } from './words.js';

/** The ear is told now and then, the eye at once. */
const SAY_EVERY_MS = 60_000;
/** A short cut is nobody's business. */
const CUT_SHOWN_MS = 3_000;
/** A stream speaks every 15 s; a poll is as rare as the server wishes. */
const SILENCE_SHOWN_MS = 45_000;
const POLL_MAY_TAKE_MS = 15_000;

export function waiting(app) {
  const position = h('p', { class: 'position' });
  const ahead = h('p', { class: 'ahead' });
  const bar = h('progress', { max: '1', 'aria-label': t('waiting.progress') });
  const note = h('p', { class: 'note', hidden: true });
  const stale = h('p', { class: 'note', hidden: true });
  const place = h('div', { class: 'place' }, h('p', { class: 'label' }, t('waiting.place')), position, ahead, bar);
  const eta = dd();
  const lead = h('p', { class: 'lead' });
  let saidAt = -Infinity;
  let said = null;

  function say(position) {
    if (position !== said && performance.now() - saidAt >= SAY_EVERY_MS) {
      said = position;
      saidAt = performance.now();
      signals.say(t('waiting.said', { count: position }));
    }
  }

  /** What was heard before a cut is told as such: by now the line has moved. */
  function showCut() {
    const silenceMs = Math.max(SILENCE_SHOWN_MS, app.place.status.pollAfterMs + POLL_MAY_TAKE_MS);
    const isStale = app.cutMs > CUT_SHOWN_MS || app.place.silentMs > silenceMs;
    place.classList.toggle('stale', isStale);
    line(stale, isStale ? t('waiting.stale', { time: time(app.place.status.now) }) : null);
  }

  function showEta({ etaMs, queueState, held }) {
    const isKnown = etaMs !== null && queueState !== 'PAUSED' && !held;
    write(eta, isKnown ? aboutWait(etaMs) : null);
    eta.parentElement.hidden = !isKnown;
  }

  const element = h('section', { class: 'waiting' },
    h('p', { class: 'kicker' }, app.sale.about),
    heading(t('waiting.title')),
    note, stale, place,
    facts([t('waiting.eta'), eta], [t('waiting.number'), number(app.place.status.number)]),
    lead,
    alertSwitches(),
    h('p', { class: 'small' }, t('waiting.tabs')));
  return {
    title: t('waiting.title'),
    element,
    update() {
      const { status, progress } = app.place;
      write(position, number(status.position));
      write(ahead, status.position === 1 ? t('waiting.next') : t('waiting.ahead', { count: status.position - 1 }));
      set(bar, 'value', progress.toFixed(3));
      showEta(status);
      write(lead, status.keepUntil ? t('waiting.kept', { time: time(status.keepUntil) }) : null);
      line(note, queueNote(status, status.queueState));
      say(status.position);
      showCut();
    },
    close: ticking(showCut),
  };
}
