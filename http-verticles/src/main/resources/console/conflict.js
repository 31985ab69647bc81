// Two operators changed the same queue: who did what, and what becomes of one's own change.

import { lastAct } from './acts.js';
import { button, h } from './dom.js';
import { moment } from './format.js';
import { settings, showSetting } from './setting-fields.js';
import { t } from './words.js';

/**
 * @param what `base`, on which the operator began; `newest`, as it is now; `wish`, the operator's own changes
 * @param ways `mine` puts the wish on top of theirs, `theirs` drops it
 */
export async function conflict(queueId, { base, newest, wish }, ways) {
  const names = settings().map(each => each.name);
  const theirs = names.filter(name => JSON.stringify(base[name]) !== JSON.stringify(newest[name]));
  const act = await lastAct('queues/' + queueId, ({ what }) => what === 'queue-settings-changed');
  const change = (name, from, to) => h('li', { class: name in wish && theirs.includes(name) ? 'both' : null },
    t('change.line', { name: t('setting.' + name), from: showSetting(name, from), to: showSetting(name, to) }));
  return h('div', { class: 'conflict', role: 'alertdialog', 'aria-label': t('conflict.title'), tabindex: '-1' },
    h('h3', {}, t('conflict.title')),
    h('p', {}, act ? t('conflict.who', { who: act.who, at: moment(act.at) }) : t('conflict.somebody')),
    act?.why ? h('p', { class: 'why' }, t('trail.why', { why: act.why })) : null,
    h('ul', {}, theirs.map(name => change(name, base[name], newest[name]))),
    h('p', {}, t('conflict.yours')),
    h('ul', {}, Object.keys(wish).map(name => change(name, newest[name], wish[name]))),
    h('div', { class: 'buttons' },
      button(t('conflict.mine'), 'primary', ways.mine), button(t('conflict.theirs'), 'plain', ways.theirs)));
}
