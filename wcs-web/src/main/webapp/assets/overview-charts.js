/** The charts of the overview. */

import { TimeChart } from './charts.js';
import { bitrate, integer, percent } from './format.js';
import { history } from './server.js';

const perSecond = (value) => `${value >= 10 || value === 0 ? integer(value) : value.toFixed(1)}/s`;

export class OverviewCharts {
  #charts = [
    new TimeChart({ title: 'Bitrate', format: bitrate, least: 100_000,
      series: [{ key: 'in', label: 'in' }, { key: 'out', label: 'out', tone: 'second' }] }),
    new TimeChart({ title: 'CPU', format: percent, least: 0.1, series: [{ key: 'cpu', label: 'this server' }] }),
    new TimeChart({ title: 'Viewers', format: integer, least: 6,
      series: [{ key: 'viewers', label: 'viewers' }, { key: 'streams', label: 'streams', tone: 'second' }] }),
    new TimeChart({ title: 'Packets lost', format: perSecond, least: 6,
      series: [{ key: 'lostIn', label: 'in', tone: 'bad' }, { key: 'lostOut', label: 'out', tone: 'second' },
        { key: 'skipped', label: 'left out for slow viewers', tone: 'warn' }] }),
  ];

  constructor(root) {
    root.append(...this.#charts.map(({ element }) => element));
  }

  show() {
    for (const chart of this.#charts) chart.show(history.samples);
  }
}
