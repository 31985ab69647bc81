// What reaches a visitor who looks elsewhere: the tab's title and icon, and what is read out.

import { t } from './words.js';

const BLINK_EVERY_MS = 1_000;
const still = matchMedia('(prefers-reduced-motion: reduce)');
const icon = document.querySelector('link[rel="icon"]');
const calmIcon = icon.href;
const calledIcon = calmIcon.replace('icon.svg', 'icon-called.svg');
let blinking = null;
let plainTitle = document.title;

/** Read out when the reader has finished. */
export function say(text) {
  document.getElementById('polite').textContent = text;
}

/** Read out at once. */
export function call(text) {
  document.getElementById('assertive').textContent = text;
}

export function title(text) {
  plainTitle = text;
  if (!blinking) {
    document.title = text;
  }
}

/** It is the visitor's turn, or not any more. */
export function called(isCalled) {
  document.body.classList.toggle('called', isCalled);
  const href = isCalled ? calledIcon : calmIcon;
  if (icon.href !== href) {
    icon.href = href;
  }
  clearInterval(blinking);
  blinking = null;
  document.title = isCalled ? t('called.tab') : plainTitle;
  if (isCalled && !still.matches) {
    blinking = setInterval(() => {
      document.title = document.title === plainTitle ? t('called.tab') : plainTitle;
    }, BLINK_EVERY_MS);
  }
}
