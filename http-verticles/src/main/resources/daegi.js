// Puts a page of another site behind a waiting room of Daegi:
//   <script src="https://tickets.example.com/daegi.js" data-queue="winter"></script>
// Who is not in is led to the room, and comes back with a pass. See docs/integrating.md.
(() => {
  const { src, dataset } = document.currentScript;
  const room = new URL(src).origin;
  const path = encodeURIComponent(dataset.queue);
  const PASS = 'daegi-pass';
  const KEPT = `${PASS}.${dataset.queue}`;
  const HANDED = /[#&]daegi-pass=([\w.-]+)$/;
  const FIRST_WAIT_MS = 2_000;
  const LONGEST_WAIT_MS = 60_000;
  let tries = 0;

  /** How long a pass holds from when it is made: the visitor's clock may be wrong. */
  function lifeMs(pass) {
    const text = pass.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const { iat, exp } = JSON.parse(atob(text));
    return (exp - iat) * 1000;
  }

  /** Keeps a pass for this page, and as a cookie for the site's own server. */
  function keep(pass) {
    const ms = lifeMs(pass);
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    sessionStorage.setItem(KEPT, JSON.stringify({ pass, until: Date.now() + ms }));
    document.cookie = `${PASS}=${pass}; Path=/; SameSite=Lax; Max-Age=${Math.floor(ms / 1000)}${secure}`;
    return ms;
  }

  /** The room hands the pass behind the #, where it stays out of every log. */
  function takeHanded() {
    const handed = location.hash.match(HANDED)?.[1];
    if (handed) {
      history.replaceState(history.state, '', location.href.replace(HANDED, ''));
      keep(handed);
    }
  }

  function hasPass() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    return kept !== null && kept.until > Date.now();
  }

  /** The site hears `daegi` events, and may prevent that its visitor is led away. */
  function tell(state, detail) {
    document.documentElement.dataset.daegi = state;
    return document.dispatchEvent(new CustomEvent('daegi', { cancelable: true, detail: { ...detail, state } }));
  }

  function goToRoom(status) {
    if (tell('outside', status)) {
      location.replace(`${room}/queues/${path}?pass=1&return=${encodeURIComponent(location.href)}`);
    }
  }

  async function ask(isArriving) {
    let answer = null;
    try {
      answer = await fetch(`${room}/v1/queues/${path}/tokens/me`, { credentials: 'include', cache: 'no-store' });
    } catch {
      // the room is out of reach, which is told like an answer of 5xx
    }
    const status = answer?.ok ? await answer.json() : null;
    if (status?.state === 'ACTIVE' && status.pass) {
      tries = 0;
      tell('inside', status);
      setTimeout(ask, keep(status.pass) / 2);
    } else if (status || (answer && answer.status < 429)) {
      // Where the room is another site, browsers keep its cookies back, and the pass alone counts.
      const isKnownElsewhere = status === null && (hasPass() || !isArriving);
      if (isKnownElsewhere) {
        tell('inside', {});
      } else {
        goToRoom(status);
      }
    } else {
      tell(hasPass() ? 'inside' : 'unknown', {});
      setTimeout(ask, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries++) * (0.5 + Math.random()));
    }
  }

  takeHanded();
  ask(true);
})();
