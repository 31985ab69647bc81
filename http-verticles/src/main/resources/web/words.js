// What the page says, in the visitor's language.

import { speaker } from './speech.js';
import en from './words-en.js';
import ja from './words-ja.js';
import ko from './words-ko.js';

/** A further language is one more file, and its name here and in the list of the served files. */
export const { language, speak, locale, languages, t, tryT } = speaker({ en, ko, ja });
