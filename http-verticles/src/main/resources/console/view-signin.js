// Shows the key once; the server keeps the session in a cookie that no script can read.

import { call } from './calls.js';
import { h, heading } from './dom.js';
import { field } from './fields.js';
import { tell } from './frame.js';
import { showFaults } from './problems.js';
import { t } from './words.js';

const KEPT = 'daegi.operator';

/** @param signedIn called with the operator's name */
export function signInView(signedIn) {
  const name = field(t('signin.name'), { hint: t('signin.nameHint'), name: 'name', autocomplete: 'username', maxlength: 100, required: true });
  const key = field(t('signin.key'), { hint: t('signin.keyHint'), name: 'key', type: 'password', autocomplete: 'current-password', required: true });
  name.value = localStorage.getItem(KEPT);
  const go = h('button', { class: 'primary' }, t('signin.do'));
  const form = h('form', { class: 'signin' }, name.element, key.element, go);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    go.disabled = true;
    tell(null);
    try {
      const session = await call('POST', '/session', { body: { name: name.value, key: key.input.value } });
      localStorage.setItem(KEPT, name.value);
      signedIn(session.json.name);
    } catch (failure) {
      go.disabled = false;
      tell(showFaults(failure, pointer => ({ '/name': name, '/key': key })[pointer] ?? null));
      key.input.select();
    }
  });
  return {
    name: 'signin',
    title: t('signin.title'),
    element: h('section', { class: 'narrow' }, heading(t('signin.title')), h('p', { class: 'lead' }, t('signin.lead')), form),
  };
}
