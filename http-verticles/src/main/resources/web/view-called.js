// The visitor's turn: nothing else on the page.

import { ring } from './alerts.js';
import { ticking } from './clock.js';
import { button, h, heading, line, write } from './dom.js';
import { countdown } from './format.js';
import * as signals from './signals.js';
import { t } from './words.js';

export function called(app) {
  const clock = h('p', { class: 'clock', role: 'timer' });
  const note = h('p', { class: 'note', hidden: true });
  signals.call(t('called.said'));
  ring(app.place.status.tokenId);
  navigator.vibrate?.(400);

  const show = () => {
    write(clock, countdown(app.place.leftMs));
    const isStill = app.place.status.queueState === 'PAUSED';
    line(note, isStill ? t('called.paused') : app.place.status.message);
  };
  const stop = ticking(show);
  return {
    title: t('called.title'),
    element: h('section', { class: 'turn' },
      h('p', { class: 'kicker' }, app.sale.concert?.title ?? app.sale.about),
      heading(t('called.title')),
      clock,
      h('p', { class: 'label' }, t('called.left')),
      button(t('called.do'), 'primary large', () => app.enter()),
      note,
      h('p', { class: 'small' }, t('called.lead'))),
    update: show,
    close: stop,
  };
}
