// Starts the page.

import { onBusy } from './api.js';
import { App } from './app.js';
import * as frame from './frame.js';

const app = new App(document.getElementById('main'), {
  concertId: new URLSearchParams(location.search).get('concert'),
  queueId: location.pathname.match(/^\/queues\/([^/]+)$/)?.[1] ?? null,
  returnTo: document.querySelector('meta[name="daegi-return"]').content || null,
});
onBusy(frame.showBusy);
frame.languages(() => app.speakAnew());
app.start();
