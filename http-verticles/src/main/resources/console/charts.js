// Lines over time, drawn by uPlot; what a line says last, or under the pointer, stands beside it as text.

import { h, write } from './dom.js';
import { number } from './format.js';
import { clock } from './spans.js';

const AT_LEAST_S = 60;
const HEIGHT = 150;
const dark = matchMedia('(prefers-color-scheme: dark)');

const colour = name => getComputedStyle(document.body).getPropertyValue(name).trim();

/**
 * A chart that follows its data.
 *
 * @param lines each `{ label, colour, dash }`, the colour a custom property of the style
 * @param show how a value is written beside the chart; its axis has the bare numbers
 */
export function chart(title, lines, show = value => number(Math.round(value * 10) / 10)) {
  const canvas = h('div', { class: 'plot', 'aria-hidden': 'true' });
  const values = lines.map(() => h('dd', {}));
  const key = h('dl', { class: 'key' }, lines.map((each, i) =>
    h('div', { class: each.colour.slice(2) + (each.dash ? ' dashed' : '') }, h('dt', {}, each.label), values[i])));
  const element = h('figure', { class: 'chart' }, h('figcaption', {}, title), key, canvas);
  let plot = null;
  let columns = null;

  function tellAt(index) {
    lines.forEach((_, i) => {
      const value = columns?.[i + 1][index ?? columns[0].length - 1];
      write(values[i], value === null || value === undefined ? '–' : show(value));
    });
  }

  function draw() {
    plot?.destroy();
    plot = new window.uPlot(options(lines, canvas.clientWidth, tellAt), columns, canvas);
  }

  const watch = new ResizeObserver(() => {
    if (plot && canvas.clientWidth > 0) {
      plot.setSize({ width: canvas.clientWidth, height: HEIGHT });
    }
  });
  watch.observe(canvas);
  dark.addEventListener('change', redraw);

  function redraw() {
    if (columns) {
      draw();
    }
  }

  return {
    element,
    update(next) {
      columns = next;
      if (plot) {
        plot.setData(next);
      } else if (canvas.clientWidth > 0) {
        draw();
      }
      tellAt(plot?.cursor.idx);
    },
    close() {
      watch.disconnect();
      dark.removeEventListener('change', redraw);
      plot?.destroy();
    },
  };
}

function options(lines, width, tellAt) {
  const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    hooks: { setCursor: [plot => tellAt(plot.cursor.idx)] },
    scales: {
      x: { range: (_, min, max) => [Math.min(min, max - AT_LEAST_S), max] },
      y: { range: (_, min, max) => [0, Math.max(1, (max ?? 0) * 1.1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 28, space: 100, values: (_, at) => at.map(seconds => clock(seconds * 1000)) },
      { ...axis, size: 56, values: (_, at) => at.map(number) },
    ],
    series: [
      {},
      ...lines.map(each => ({
        stroke: colour(each.colour),
        width: 2,
        dash: each.dash ? [4, 4] : undefined,
        points: { show: false },
      })),
    ],
  };
}
