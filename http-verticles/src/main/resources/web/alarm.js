// A worker that wakes the page: browsers slow the timers of a page that is not looked at, not these.

let timer;

onmessage = ({ data: afterMs }) => {
  clearTimeout(timer);
  timer = setTimeout(() => postMessage(null), afterMs);
};
