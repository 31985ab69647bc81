// Who changed what, and why: of one queue beside it, of everything as a view.

import { get } from './calls.js';
import { h, line } from './dom.js';
import { moment } from './format.js';
import { textOf } from './problems.js';
import { settingName, showSetting } from './setting-fields.js';
import { t, tryT } from './words.js';

const AT_ONCE = 100;
const SHOWN = 10;
/** A queue that is seldom changed is not looked for through everything at once. */
const MOST_PAGES = 5;

/**
 * @param queueId whose changes alone are shown; null: everybody's
 */
export function trail(queueId = null) {
  const list = h('ol', { class: 'trail' });
  const none = h('p', { class: 'small', hidden: true }, t('trail.none'));
  const fault = h('p', { class: 'warning', hidden: true });
  const more = h('button', { type: 'button', class: 'plain', hidden: true, onclick: () => show() }, t('trail.more'));
  let pending = [];
  let cursor = '';
  /** Which reading is the latest: one that was overtaken shows nothing. */
  let readings = 0;

  async function show() {
    const mine = ++readings;
    try {
      for (let pages = 0; pending.length < SHOWN && cursor !== null && pages < MOST_PAGES; pages++) {
        const page = await get(`/audit?limit=${AT_ONCE}&cursor=${cursor}`);
        if (mine !== readings) {
          return;
        }
        cursor = page.next;
        pending.push(...page.items.filter(({ subject }) => queueId === null || subject === 'queues/' + queueId));
      }
      line(fault, null);
      list.append(...pending.splice(0, SHOWN).map(act => item(act, queueId === null)));
    } catch (failure) {
      line(fault, textOf(failure));
    }
    none.hidden = list.childElementCount > 0 || !fault.hidden;
    more.hidden = pending.length === 0 && cursor === null;
  }

  return {
    element: h('section', { class: 'panel' }, queueId === null ? null : h('h2', {}, t('trail.title')), fault, none, list, more),
    /** Reads the newest part again. */
    async look() {
      pending = [];
      cursor = '';
      list.replaceChildren();
      await show();
    },
  };
}

function item({ at, who, address, what, subject, before, after, why }, withSubject) {
  return h('li', {},
    h('p', { class: 'act' }, h('strong', {}, who), ' ', tryT('act.' + what) ?? what, withSubject ? [' ', h('code', {}, subject)] : null),
    h('ul', { class: 'changes' }, changes(before, after)),
    why ? h('p', { class: 'why' }, t('trail.why', { why })) : null,
    h('p', { class: 'small' }, h('time', { datetime: at }, moment(at)), ' · ', address));
}

/** What differs; of something new only what it is called. */
function changes(before, after) {
  if (before === null || after === null) {
    return after?.title ? [h('li', {}, after.title)] : [];
  }
  return Object.keys(after)
    .filter(name => typeof (after[name] ?? '') !== 'object' && name in before && before[name] !== after[name])
    .map(name => h('li', {}, t('change.line', { name: labelOf(name), from: shown(name, before[name]), to: shown(name, after[name]) })));
}

const labelOf = name => tryT('change.' + name) ?? settingName(name);

function shown(name, value) {
  if (name === 'state') {
    return tryT('state.' + value) ?? value;
  }
  return value === null ? '–' : typeof value === 'string' && name === 'message' ? `“${value}”` : showSetting(name, value);
}
