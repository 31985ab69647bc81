// Everything that operators changed.

import { h, heading } from './dom.js';
import { trail } from './trail.js';
import { t } from './words.js';

export function auditView() {
  const log = trail();
  return {
    name: 'audit',
    title: t('nav.audit'),
    element: h('section', {}, heading(t('nav.audit')), h('p', { class: 'lead' }, t('trail.lead')), log.element),
    begin: log.look,
  };
}
