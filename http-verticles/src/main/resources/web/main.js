// Starts the page.

import { onBusy } from './api.js';
import { App } from './app.js';
import * as frame from './frame.js';

const app = new App(document.getElementById('main'), new URLSearchParams(location.search).get('concert'));
onBusy(frame.showBusy);
frame.languages(() => app.speakAnew());
app.start();
