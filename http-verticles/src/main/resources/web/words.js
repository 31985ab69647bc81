// What the page says, in the visitor's language.

import en from './words-en.js';
import ja from './words-ja.js';
import ko from './words-ko.js';

/** A further language is one more file, and its name here and in the list of the served files. */
const all = { en, ko, ja };
const KEPT = 'daegi.language';
let current = choose();

function choose() {
  const kept = localStorage.getItem(KEPT);
  if (kept in all) {
    return kept;
  }
  return (navigator.languages ?? [navigator.language])
    .map(tag => tag.slice(0, 2).toLowerCase())
    .find(tag => tag in all) ?? 'en';
}

export function language() {
  return current;
}

export function speak(tag) {
  current = tag;
  localStorage.setItem(KEPT, tag);
}

/** The visitor's own kind of the language, for numbers and dates: en-GB rather than en. */
export function locale() {
  return (navigator.languages ?? []).find(tag => tag.slice(0, 2).toLowerCase() === current) ?? current;
}

/** Every language's tag and what it calls itself. */
export const languages = Object.entries(all).map(([tag, words]) => ({ tag, name: words.language }));

/** The text of a key; a `{count}` may have texts of its own by the language's plurals, such as `.one`. */
export function t(key, values = {}) {
  const words = all[current];
  const plural = typeof values.count === 'number' ? new Intl.PluralRules(current).select(values.count) : '';
  const text = words[`${key}.${plural}`] ?? words[key];
  if (text === undefined) {
    throw new Error(`no words for ${key}`);
  }
  const shown = new Intl.NumberFormat(locale());
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? shown.format(value) : value;
  });
}

/** The text of a key that may have none. */
export function tryT(key, values) {
  return key in all[current] ? t(key, values) : null;
}
