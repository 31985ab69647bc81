// Puts the view that fits on the page, with its title, its focus and the way out below it.

import * as frame from './frame.js';
import * as signals from './signals.js';
import { viewOf } from './views.js';
import { t } from './words.js';

export class Stage {
  #main;
  #view = null;

  constructor(main) {
    this.#main = main;
  }

  /** Shows the view that fits, or lets the one that stands there follow. */
  show(app) {
    const { name, make } = viewOf(app);
    if (this.#view?.name !== name) {
      this.#change(app, name, make);
    }
    this.#view.update?.();
  }

  /** Makes the view anew the next time. */
  clear() {
    this.#view?.close?.();
    this.#view = null;
  }

  #change(app, name, make) {
    const isFirst = this.#view === null;
    this.clear();
    this.#view = { name, ...make(app) };
    this.#main.replaceChildren(this.#view.element);
    this.#main.dataset.view = name.split(' ')[0];
    signals.title(`${this.#view.title} · ${app.sale.concert?.title ?? app.sale.queue?.title ?? t('brand')}`);
    if (!isFirst) {
      scrollTo(0, 0);
      this.#main.querySelector('h1')?.focus();
    }
    this.#showLeave(app);
    signals.called(name === 'called');
  }

  #showLeave(app) {
    const canLeave = app.place && !app.place.hasEnded && !app.purchase.ticket;
    const label = app.place?.state === 'ACTIVE' ? 'leave.shop' : 'leave.do';
    frame.showLeave(canLeave ? t(label) : null, () => app.leave());
  }
}
