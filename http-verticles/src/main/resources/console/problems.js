// What went wrong, in the operator's words, and at which field.

import { Problem } from './calls.js';
import { t, tryT } from './words.js';

/** The sentence for anything that was thrown. */
export function textOf(failure) {
  if (!(failure instanceof Problem)) {
    console.error(failure);
    return t('problem.other', { detail: failure.message });
  }
  const seconds = Math.ceil((failure.body.retryAfterMs ?? 0) / 1000);
  return tryT('problem.' + failure.code, { count: seconds }) ?? t('problem.other', { detail: failure.message });
}

/**
 * Shows a refusal at the fields that it names, and gives what is left to say; null: nothing.
 *
 * @param fieldOf finds the field of a pointer such as `/capacity`; null when the form has none
 */
export function showFaults(failure, fieldOf) {
  const homeless = [];
  let first = null;
  for (const { pointer, code, detail } of failure.body?.errors ?? []) {
    const text = tryT('fault.' + code) ?? t('fault.other', { detail });
    const field = fieldOf(pointer);
    if (field) {
      field.fault(code === 'out-of-range' ? t('fault.other', { detail }) : text);
      first ??= field;
    } else {
      homeless.push(`${pointer}: ${detail}`);
    }
  }
  first?.input.focus();
  if (homeless.length > 0) {
    return homeless.join('\n');
  }
  return first ? t('fault.some') : textOf(failure);
}
