// What the console says, in the operator's language.

import { speaker } from './speech.js';
import { en } from './words-en.js';
import { ja } from './words-ja.js';
import { ko } from './words-ko.js';

export const { language, speak, locale, languages, t, tryT } = speaker({ en, ko, ja });
