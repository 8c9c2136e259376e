/** Live figures of a stream: a grid of values and a sparkline of the bitrate. */

import { h, setText } from './dom.js';
import { bitrate, codec, resolution } from './format.js';

const SAMPLES = 60;

/** A line of recent values drawn on a canvas. */
export class Sparkline {
  #values = [];
  #canvas;

  /** @param {string} label for assistive technology */
  constructor(label) {
    this.#canvas = h('canvas.spark', { role: 'img', 'aria-label': label });
    this.element = this.#canvas;
    new ResizeObserver(() => this.#draw()).observe(this.#canvas);
  }

  push(value) {
    this.#values.push(Math.max(0, value || 0));
    if (this.#values.length > SAMPLES) this.#values.shift();
    this.#draw();
  }

  clear() {
    this.#values = [];
    this.#draw();
  }

  #draw() {
    const canvas = this.#canvas;
    const scale = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !height) return;
    canvas.width = width * scale;
    canvas.height = height * scale;
    if (this.#values.length < 2) return;
    const pen = canvas.getContext('2d');
    const color = getComputedStyle(canvas).color;
    pen.scale(scale, scale);
    const top = Math.max(...this.#values) * 1.15 || 1;
    const step = width / (SAMPLES - 1);
    const start = width - (this.#values.length - 1) * step;
    const y = (value) => height - 1.5 - (value / top) * (height - 4);
    pen.beginPath();
    this.#values.forEach((value, at) => pen.lineTo(start + at * step, y(value)));
    pen.strokeStyle = color;
    pen.lineWidth = 1.75;
    pen.lineJoin = 'round';
    pen.stroke();
    pen.lineTo(width, height);
    pen.lineTo(start, height);
    pen.closePath();
    pen.globalAlpha = 0.13;
    pen.fillStyle = color;
    pen.fill();
  }
}

/** The panel of figures below a picture; measures a stream once a second. */
export class MetricsPanel {
  #cells = new Map();
  #spark = new Sparkline('Bitrate of the last minute');
  #timer = 0;

  constructor() {
    const names = ['Bitrate', 'Frame rate', 'Resolution', 'Round trip', 'Packet loss', 'Codecs'];
    const grid = h('dl.metrics');
    for (const name of names) {
      const value = h('dd', {}, '–');
      this.#cells.set(name, value);
      grid.append(h('div', {}, h('dt', {}, name), value));
    }
    this.element = h('div.metrics-panel', {}, grid, h('div.spark-box', {}, this.#spark.element));
  }

  /** @param {import('../client/wcs.js').Stream} stream */
  watch(stream) {
    this.stop();
    this.#spark.clear();
    const sample = async () => this.#show(await stream.stats().catch(() => ({})));
    sample();
    this.#timer = setInterval(sample, 1000);
    stream.addEventListener('close', () => this.stop(), { once: true });
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    for (const cell of this.#cells.values()) setText(cell, '–');
  }

  #show(stats) {
    if (!this.#timer || stats.bitrateBps === undefined) return;
    this.#spark.push(stats.bitrateBps);
    const set = (name, text) => setText(this.#cells.get(name), text);
    const codecs = [stats.videoCodec, stats.audioCodec].map(codec).filter(Boolean);
    set('Bitrate', bitrate(stats.bitrateBps));
    set('Frame rate', stats.fps === undefined ? '–' : `${Math.round(stats.fps)} fps`);
    set('Resolution', resolution(stats.width, stats.height));
    set('Round trip', stats.rttMs === undefined ? '–' : `${Math.round(stats.rttMs)} ms`);
    set('Packet loss', `${stats.lossPercent.toFixed(1)} %`);
    set('Codecs', [...codecs, stats.transport?.toUpperCase()].filter(Boolean).join(' · ') || '–');
  }
}
