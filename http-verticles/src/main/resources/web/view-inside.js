// In a shop that is somewhere else: the way on, and the time that is left there.

import { button, h, heading } from './dom.js';
import { t } from './words.js';
import { sessionClock } from './view-dates.js';

export function inside(app) {
  const session = sessionClock(app);
  const isKnown = app.sale.returnTo !== null;
  return {
    title: t('inside.title'),
    element: h('section', {},
      session.element,
      h('p', { class: 'kicker' }, app.sale.about),
      heading(t('inside.title')),
      h('p', { class: 'lead' }, t(isKnown ? 'inside.lead' : 'inside.back')),
      isKnown ? button(t('inside.do'), 'primary', () => app.goOn()) : null),
    close: session.stop,
  };
}
