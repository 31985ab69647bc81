// Before anything is known, and when nothing can be shown.

import { button, h, heading } from './dom.js';
import { t } from './words.js';

export function loading() {
  return { title: t('loading'), element: h('section', {}, h('p', { class: 'lead' }, t('loading'))) };
}

export function trouble(app, text) {
  return {
    title: t('trouble.title'),
    element: h('section', {},
      heading(t('trouble.title')),
      h('p', { class: 'lead' }, text),
      button(t('again'), 'primary', () => app.start())),
  };
}
