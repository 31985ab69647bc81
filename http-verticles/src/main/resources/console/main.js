// Starts the console: who is signed in, and the view that the address names.

import { call, get, onSignedOut } from './calls.js';
import * as frame from './frame.js';
import { textOf } from './problems.js';
import { auditView } from './view-audit.js';
import { concertView } from './view-concert.js';
import { queueView } from './view-queue.js';
import { queuesView } from './view-queues.js';
import { saleView } from './view-sale.js';
import { signInView } from './view-signin.js';
import { t } from './words.js';

const main = document.getElementById('main');
let who = null;
let view = null;

function viewOf(place) {
  if (who === null) {
    return signInView(name => {
      who = name;
      show();
    });
  }
  const queueId = place.match(/^#\/queues\/(.+)$/)?.[1];
  if (queueId) {
    return queueView(decodeURIComponent(queueId));
  }
  const concertId = place.match(/^#\/concerts\/(.+)$/)?.[1];
  if (concertId) {
    return concertView(decodeURIComponent(concertId));
  }
  return place === '#/new' ? saleView() : place === '#/audit' ? auditView() : queuesView();
}

function show(isFirst = false) {
  view?.close?.();
  const place = location.hash || '#/';
  view = viewOf(place);
  main.replaceChildren(view.element);
  main.dataset.view = view.name;
  document.title = `${view.title} · Daegi`;
  frame.showWho(who, place, signOut);
  view.begin?.();
  if (!isFirst) {
    scrollTo(0, 0);
    (main.querySelector('[autofocus]') ?? main.querySelector('h1'))?.focus();
  }
}

async function signOut() {
  await frame.doing(async () => {
    await call('DELETE', '/session');
    who = null;
    show();
  });
}

onSignedOut(() => {
  if (who !== null) {
    who = null;
    show();
    frame.tell(t('signin.over'));
  }
});
addEventListener('hashchange', () => {
  frame.tell(null);
  show();
});
frame.showLanguages(() => {
  frame.tell(null);
  show();
});
try {
  who = (await get('/session')).name;
} catch (failure) {
  if (failure.status !== 401) {
    frame.tell(textOf(failure));
  }
}
show(true);
