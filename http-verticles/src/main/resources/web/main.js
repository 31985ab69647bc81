// Starts the page.

import { onBusy } from './api.js';
import { App } from './app.js';
import { AskedSale } from './asked-sale.js';
import * as frame from './frame.js';

const [, kind, id] = location.pathname.match(/^\/(queues|concerts)\/([^/]+)$/) ?? [];
const query = new URLSearchParams(location.search);
const app = new App(document.getElementById('main'), new AskedSale({
  concertId: kind === 'concerts' ? id : query.get('concert'),
  queueId: kind === 'queues' ? id : null,
  returnTo: document.querySelector('meta[name="daegi-return"]').content || null,
  wantsPass: query.has('pass'),
}));
onBusy(frame.showBusy);
frame.languages(() => app.speakAnew());
app.start();
