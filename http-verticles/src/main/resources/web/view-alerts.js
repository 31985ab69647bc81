// The switches for what calls a visitor who looks elsewhere.

import * as alerts from './alerts.js';
import { h, line, set } from './dom.js';
import { t } from './words.js';

/** A line of switches, or nothing where the browser has none of it. */
export function alertSwitches() {
  const hint = h('p', { class: 'small', hidden: true });
  const sound = toggle('alerts.sound', alerts.isSounding, async () => {
    await alerts.switchSound();
    line(hint, null);
  });
  const notices = toggle('alerts.notices', alerts.isNotifying, async () => {
    line(hint, await alerts.switchNotices() ? null : t('alerts.refused'));
  });
  if (alerts.canSound && alerts.wantsSound() && !alerts.isSounding()) {
    line(hint, t('alerts.soundAgain'));
  }
  const switches = [alerts.canSound ? sound : null, alerts.canNotify ? notices : null].filter(Boolean);
  return switches.length === 0 ? null : h('div', { class: 'alerts' },
    h('div', { class: 'switches', role: 'group', 'aria-labelledby': 'alerts' },
      h('span', { class: 'label', id: 'alerts' }, t('alerts.title')), switches),
    hint);
}

function toggle(key, isOn, work) {
  const element = h('button', { type: 'button', class: 'switch' }, t(key));
  const show = () => set(element, 'aria-pressed', String(isOn()));
  element.addEventListener('click', async () => {
    await work();
    show();
  });
  show();
  return element;
}
