// Changes the settings of a queue: with what would follow before it is done, and never over somebody else's change.

import { call, id } from './calls.js';
import { conflict } from './conflict.js';
import { h, line } from './dom.js';
import { field } from './fields.js';
import { say, tell } from './frame.js';
import { preview } from './preview.js';
import { showFaults, textOf } from './problems.js';
import { settingFields } from './setting-fields.js';
import { t } from './words.js';

/**
 * @param callsPerSecond gives how fast the queue calls people of late; null when nobody can tell
 * @param changed called after a change
 */
export function settingsForm(queueId, callsPerSecond, changed) {
  const path = `/queues/${id(queueId)}`;
  const all = settingFields();
  const why = field(t('why.wanted'), { name: 'reason', maxlength: 500, autocomplete: 'off' });
  const effects = h('ul', { class: 'effects', 'aria-live': 'polite' });
  const moved = h('p', { class: 'warning', hidden: true });
  const clash = h('div', {});
  const apply = h('button', { class: 'primary' }, t('settings.apply'));
  const undo = h('button', { type: 'button', class: 'plain', onclick: () => fill() }, t('settings.undo'));
  const form = h('form', { novalidate: true },
    all.filter(each => each.isMain).map(each => each.field.element),
    h('details', {}, h('summary', {}, t('settings.more')), all.filter(each => !each.isMain).map(each => each.field.element)),
    moved, effects, clash, h('div', { class: 'about-change', hidden: true }, why.element, h('div', { class: 'buttons' }, apply, undo)));
  const aboutChange = form.querySelector('.about-change');
  let base = null;
  let live = null;
  let isLoading = false;

  /** The settings and the ETag that names them. */
  async function load() {
    const { json, etag } = await call('GET', path);
    return { settings: json, etag };
  }

  /** Shows the settings as they are, and forgets what was typed. */
  function fill(next = base) {
    base = next;
    all.forEach(({ name, field: each, write }) => {
      each.value = write(base.settings[name]);
      each.fault(null);
    });
    why.value = '';
    clash.replaceChildren();
    look();
  }

  const changes = () => Object.fromEntries(all
    .filter(({ name, field: each, write }) => base && each.value !== write(base.settings[name]))
    .map(({ name, field: each, read }) => [name, read(each.value)]));

  function look() {
    const wish = changes();
    const isChanged = Object.keys(wish).length > 0;
    aboutChange.hidden = !isChanged;
    preview(effects, live, callsPerSecond(), isChanged ? wish : null);
    line(moved, isChanged && live?.settingsVersion !== base?.settings.settingsVersion && clash.childElementCount === 0 ? t('settings.moved') : null);
    return isChanged;
  }

  async function put() {
    const wish = changes();
    tell(null);
    apply.disabled = true;
    try {
      const { json, etag } = await call('PUT', path, { body: { ...wish, ...(why.value ? { reason: why.value } : {}) }, headers: { 'If-Match': base.etag } });
      live = json;
      fill({ settings: json, etag });
      say(t('settings.done'));
      changed();
    } catch (failure) {
      await refused(failure, wish);
    } finally {
      apply.disabled = false;
    }
  }

  async function refused(failure, wish) {
    if (failure.status !== 412) {
      tell(showFaults(failure, pointer => all.find(({ name }) => pointer === '/' + name)?.field ?? null));
      return;
    }
    const newest = await load();
    const panel = await conflict(queueId, { base: base.settings, newest: newest.settings, wish }, {
      mine: () => {
        take(newest, wish);
        put();
      },
      theirs: () => fill(newest),
    });
    clash.replaceChildren(panel);
    look();
    panel.focus();
  }

  /** Their settings, with what was wished here on top. */
  function take(newest, wish) {
    base = newest;
    all.filter(({ name }) => !(name in wish)).forEach(({ name, field: each, write }) => { each.value = write(base.settings[name]); });
    clash.replaceChildren();
  }

  form.addEventListener('input', look);
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (base !== null) {
      put();
    }
  });

  return {
    element: h('section', { class: 'panel settings' }, h('h2', {}, t('settings.title')), form),
    /** Follows the queue, unless something was typed that is not applied yet. */
    async follow(queue) {
      live = queue;
      const isStale = base?.settings.settingsVersion !== queue.settingsVersion;
      if (!look() && isStale && !isLoading) {
        isLoading = true;
        await load().then(next => look() || fill(next), failure => tell(textOf(failure)));
        isLoading = false;
      }
    },
  };
}
