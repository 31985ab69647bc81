// What stands around the views: language, notices, the footnote, and questions that need an answer.

import { button, h, line, set, write } from './dom.js';
import * as signals from './signals.js';
import { language, languages as spoken, speak, t } from './words.js';

const notice = document.getElementById('notice');
const foot = document.getElementById('foot');
const via = h('p', { class: 'via' });
const busy = h('p', { class: 'busy', hidden: true });
const leaveSlot = h('div', {});
let lastVia = [null, false];

foot.append(leaveSlot, busy, via);

/** Shows the languages; the function is called when another one is chosen. */
export function languages(whenChanged) {
  const buttons = spoken.map(({ tag, name }) => h('button', { type: 'button', lang: tag }, name));
  document.getElementById('languages').replaceChildren(...buttons);
  const show = () => {
    document.documentElement.lang = language();
    buttons.forEach(each => set(each, 'aria-pressed', String(each.lang === language())));
  };
  buttons.forEach(each => each.addEventListener('click', () => {
    speak(each.lang);
    show();
    showVia(...lastVia);
    whenChanged();
  }));
  show();
}

/** A sentence above the view, until the next one or until it is closed. */
export function tell(text, kind = 'bad') {
  notice.className = 'notice ' + kind;
  set(notice, 'aria-label', t('notice'));
  notice.replaceChildren();
  notice.hidden = !text;
  if (text) {
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => tell(null) }, t('close'));
    notice.append(h('p', {}, text), close);
    notice.scrollIntoView({ block: 'nearest' });
    (kind === 'bad' ? signals.call : signals.say)(text);
  }
}

/** Whether requests wait for a busy server. */
export function showBusy(isBusy) {
  line(busy, isBusy ? t('busy') : null);
}

/** Which way the place is heard of; null: none is open. */
export function showVia(kind, isUp) {
  lastVia = [kind, isUp];
  const key = kind === null ? null : isUp ? kind : kind === 'start' ? 'connecting' : 'offline';
  write(via, key === null ? '' : t('via.' + key));
  set(via, 'data-up', kind === null ? null : String(isUp));
  set(via, 'data-via', kind);
}

/** The way out below every view of somebody who has a place; null: none. */
export function showLeave(label, work) {
  leaveSlot.replaceChildren(...(label ? [button(label, 'quiet', work)] : []));
}

/** Asks before something that cannot be undone; true for yes. */
export function confirm({ title, text, yes, no }) {
  return new Promise(resolve => {
    const dialog = h('dialog', { 'aria-labelledby': 'question' },
      h('h2', { id: 'question' }, title),
      h('p', {}, text),
      h('form', { method: 'dialog', class: 'choices' },
        h('button', { value: 'no', class: 'plain' }, no),
        h('button', { value: 'yes', class: 'danger' }, yes)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
