// What stands around the views: where one can go, who is signed in, language, notices, and questions.

import { button, h, set } from './dom.js';
import { field } from './fields.js';
import { textOf } from './problems.js';
import { language, languages as spoken, speak, t } from './words.js';

const notice = document.getElementById('notice');

/** Read out when the reader has finished. */
export function say(text) {
  document.getElementById('polite').textContent = text;
}

/** Shows the languages; the function is called when another one is chosen. */
export function showLanguages(whenChanged) {
  const buttons = spoken.map(({ tag, name }) => h('button', { type: 'button', lang: tag }, name));
  document.getElementById('languages').replaceChildren(...buttons);
  const show = () => {
    document.documentElement.lang = language();
    buttons.forEach(each => set(each, 'aria-pressed', String(each.lang === language())));
  };
  buttons.forEach(each => each.addEventListener('click', () => {
    speak(each.lang);
    show();
    whenChanged();
  }));
  show();
}

/** Where one can go, and who is in; nothing of it before somebody is. */
export function showWho(name, place, signOut) {
  const nav = document.getElementById('nav');
  set(nav, 'aria-label', t('nav.label'));
  const links = [['#/', 'nav.queues'], ['#/new', 'nav.new'], ['#/audit', 'nav.audit']];
  nav.replaceChildren(...(name === null ? [] : links.map(([href, key]) =>
    h('a', { href, 'aria-current': href === place ? 'page' : null }, t(key)))));
  document.getElementById('who').replaceChildren(...(name === null ? [] : [
    h('span', { class: 'name' }, name), button(t('signout.do'), 'quiet', signOut)]));
}

/** A sentence above the view, until the next one or until it is closed. */
export function tell(text, kind = 'bad') {
  notice.className = 'notice ' + kind;
  notice.replaceChildren();
  notice.hidden = !text;
  if (text) {
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => tell(null) }, t('close'));
    notice.append(h('p', {}, text), close);
    notice.scrollIntoView({ block: 'nearest' });
    if (kind === 'bad') {
      document.getElementById('assertive').textContent = text;
    } else {
      say(text);
    }
  }
}

/** Does something of the operator's, and tells what went wrong with it. */
export async function doing(work) {
  tell(null);
  try {
    await work();
  } catch (failure) {
    tell(textOf(failure));
  }
}

/**
 * Asks before something is done, and why it is done.
 *
 * @param isDangerous whether it wants a reason, and looks like it
 * @return the reason, maybe empty; null when it shall not be done
 */
export function askWhy({ title, text, yes, isDangerous }) {
  return new Promise(resolve => {
    const why = field(t(isDangerous ? 'why.needed' : 'why.wanted'), { name: 'reason', maxlength: 500, required: isDangerous, autocomplete: 'off' });
    const no = h('button', { type: 'button', class: 'plain' }, t('cancel'));
    const form = h('form', { method: 'dialog' }, why.element, h('div', { class: 'choices' }, no,
      h('button', { value: 'yes', class: isDangerous ? 'danger' : 'primary' }, yes)));
    const dialog = h('dialog', { 'aria-labelledby': 'question' },
      h('h2', { id: 'question' }, title), text ? h('p', {}, text) : null, form);
    no.addEventListener('click', () => dialog.close('no'));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? why.value : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
