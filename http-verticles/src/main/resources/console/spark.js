// A line without axes: whether it goes up or down.

import { h } from './dom.js';

const WIDTH = 220;
const HEIGHT = 36;
const AT_LEAST_S = 60;
const dark = matchMedia('(prefers-color-scheme: dark)');

export function spark() {
  const element = h('div', { class: 'spark', 'aria-hidden': 'true' });
  let plot = null;
  let columns = null;

  function draw() {
    plot?.destroy();
    plot = columns && new window.uPlot({
      width: WIDTH,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { range: (_, min, max) => [Math.min(min, max - AT_LEAST_S), max] },
        y: { range: (_, min, max) => [0, Math.max(1, max ?? 0)] },
      },
      series: [{}, { stroke: getComputedStyle(document.body).getPropertyValue('--jade').trim(), width: 2, points: { show: false } }],
    }, columns, element);
  }

  dark.addEventListener('change', draw);
  return {
    element,
    update(next) {
      columns = next;
      if (plot) {
        plot.setData(next);
      } else {
        draw();
      }
    },
    close() {
      dark.removeEventListener('change', draw);
      plot?.destroy();
    },
  };
}
