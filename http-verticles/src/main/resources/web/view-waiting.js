// In line: the position, moving.

import { dd, facts, h, heading, line, set, write } from './dom.js';
import { about as aboutWait, number, time } from './format.js';
import { queueNote } from './sale.js';
import * as signals from './signals.js';
import { t } from './words.js';

const SAY_EVERY_MS = 30_000;
const NEAR = 5;

export function waiting(app) {
  const position = h('p', { class: 'position' });
  const ahead = h('p', { class: 'ahead' });
  const bar = h('progress', { max: '1', 'aria-label': t('waiting.progress') });
  const note = h('p', { class: 'note', hidden: true });
  const eta = dd();
  const kept = dd();
  let saidAt = -Infinity;
  let said = null;

  /** The ear is told now and then, the eye at once. */
  function say(place) {
    const isDue = performance.now() - saidAt > SAY_EVERY_MS || place <= NEAR;
    if (place !== said && isDue) {
      said = place;
      saidAt = performance.now();
      signals.say(t('waiting.said', { count: place }));
    }
  }

  return {
    title: t('waiting.title'),
    element: h('section', { class: 'waiting' },
      h('p', { class: 'kicker' }, app.about),
      heading(t('waiting.title')),
      note,
      h('div', { class: 'place' }, h('p', { class: 'label' }, t('waiting.place')), position, ahead, bar),
      facts(
        [t('waiting.eta'), eta],
        [t('waiting.number'), number(app.place.status.number)],
        [t('waiting.kept'), kept]),
      h('p', { class: 'small' }, t('waiting.lead'))),
    update() {
      const { status, progress } = app.place;
      write(position, number(status.position));
      write(ahead, status.position === 1 ? t('waiting.next') : t('waiting.ahead', { count: status.position - 1 }));
      set(bar, 'value', progress.toFixed(3));
      write(eta, status.etaMs === null ? '–' : aboutWait(status.etaMs));
      write(kept, status.keepUntil ? time(status.keepUntil) : '–');
      line(note, queueNote(status, status.queueState));
      say(status.position);
    },
  };
}
