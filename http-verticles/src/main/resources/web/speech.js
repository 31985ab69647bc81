// Speaks one of several languages: the one that was chosen last, else the reader's own.

const KEPT = 'daegi.language';

/**
 * What says the words of a page.
 *
 * @param all each language's words, by its tag; English among them
 */
export function speaker(all) {
  let current = choose(all);

  /** The reader's own kind of the language, for numbers and dates: en-GB rather than en. */
  const locale = () =>
    (navigator.languages ?? []).find(tag => tag.slice(0, 2).toLowerCase() === current) ?? current;

  /** The text of a key; a `{count}` may have texts of its own by the language's plurals, such as `.one`. */
  function t(key, values = {}) {
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

  return {
    locale,
    t,
    /** The text of a key that may have none. */
    tryT: (key, values) => (key in all[current] ? t(key, values) : null),
    language: () => current,
    speak(tag) {
      current = tag;
      localStorage.setItem(KEPT, tag);
    },
    /** Every language's tag and what it calls itself. */
    languages: Object.entries(all).map(([tag, words]) => ({ tag, name: words.language })),
  };
}

function choose(all) {
  const kept = localStorage.getItem(KEPT);
  if (kept in all) {
    return kept;
  }
  return (navigator.languages ?? [navigator.language])
    .map(tag => tag.slice(0, 2).toLowerCase())
    .find(tag => tag in all) ?? 'en';
}
