// The settings of a queue as fields: each with its unit, and how it stands in the contract.

import { field, numberOf } from './fields.js';
import { moment, number } from './format.js';
import { span } from './spans.js';
import { t } from './words.js';

const plain = { read: numberOf, write: value => String(value), show: number };
const text = { read: value => value, write: value => value, show: value => value };
const seconds = {
  read: value => (Number.isFinite(Number(value)) && value !== '' ? Math.round(1000 * Number(value)) : value),
  write: value => String(value / 1000),
  show: span,
};
const local = {
  read: value => (value === '' ? null : new Date(value).toISOString()),
  write: value => (value === null ? '' : localText(new Date(value))),
  show: value => (value === null ? '–' : moment(value)),
};
const mode = { ...text, show: value => t('mode.' + value) };

/** A moment as an `<input type="datetime-local">` holds it. */
export function localText(date) {
  const shifted = new Date(date.getTime() - 60_000 * date.getTimezoneOffset());
  return shifted.toISOString().slice(0, 16);
}

const whole = { type: 'number', inputmode: 'numeric', min: 1, step: 1 };
const time = () => ({ type: 'number', inputmode: 'numeric', min: 1, step: 1, unit: t('unit.s') });

/** Everything that can be set, in the order of the form; `isMain` stands open. */
export const settings = () => [
  { name: 'capacity', isMain: true, ...plain, input: { ...whole, unit: t('unit.people') } },
  { name: 'admitPerSecond', isMain: true, ...plain, input: { type: 'number', inputmode: 'decimal', min: 0, step: 'any', unit: t('unit.perSecond') } },
  { name: 'readyTtlMs', ...seconds, input: time() },
  { name: 'activeTtlMs', ...seconds, input: time() },
  { name: 'sessionMaxMs', ...seconds, input: time() },
  { name: 'waitingTtlMs', ...seconds, input: time() },
  { name: 'maxWaiting', ...plain, input: { ...whole, unit: t('unit.people') } },
  { name: 'title', ...text, input: { maxlength: 200 } },
  { name: 'opensAt', ...local, input: { type: 'datetime-local' } },
  { name: 'passMode', ...mode, input: { tag: 'select', options: ['online', 'offline'].map(each => [each, t('mode.' + each)]) } },
  { name: 'audience', ...text, input: { maxlength: 200 } },
];

/** The same with their fields made. */
export const settingFields = () => settings().map(each => ({
  ...each, field: field(t('setting.' + each.name), { name: each.name, autocomplete: 'off', ...each.input }),
}));

/** A setting's value in words, for any name that the contract may have. */
export function showSetting(name, value) {
  const known = settings().find(each => each.name === name);
  return known && value !== null && value !== undefined ? known.show(value) : JSON.stringify(value ?? null);
}

/** What a setting is called. */
export const settingName = name => (settings().some(each => each.name === name) ? t('setting.' + name) : name);
