/**
 * The server under test: started through the launcher as a user would, or one that runs already.
 *
 * `WCS_URL_WS`, `WCS_URL_WSS`, `WCS_URL_HTTP`, `WCS_URL_HTTPS`, `WCS_URL_HLS`, `WCS_URL_HLSS`,
 * `WCS_URL_RTMP`, `WCS_URL_RTMPS`, `WCS_URL_RTSP`, `WCS_URL_RTSPS`, `WCS_URL_METRICS`, `WCS_URL_SSH`,
 * `WCS_URL_SSH_READ_ONLY`, `WCS_URL_JMX`, `WCS_URL_MANAGEMENT` name a running server; what is not named
 * has the standard port of localhost when `WCS_INTEROP_RUNNING` is set. `WCS_INTEROP_LOG` and
 * `WCS_INTEROP_DATA` name its log and its data folder, if they are at hand.
 */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freeBlock } from './ports.mjs';
import { until } from './until.mjs';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
/** What the launcher says, not the log line that resembles it. */
const READY = 'WCS is ready: http';
const READY_WITHIN_MS = Number(process.env.WCS_INTEROP_START_MS || 240_000);
const STOP_WITHIN_MS = 5000;
const PORT_KEYS = ['ws.port', 'wss.port', 'http.port', 'https.port', 'hls.port', 'hls.https.port',
  'cdn_port', 'metrics.port', 'management.port', 'rtmp.port', 'rtmps.port', 'rtsp.port', 'rtsps.port',
  'cli.port', 'cli.read_only_port', 'jmx.port'];
const MEDIA_PORTS = 80;

/** Settings that make limits reachable within a test. */
export const SETTINGS = {
  'ip': '127.0.0.1',
  'ip_local': '127.0.0.1',
  'ws.connection_timeout': '4s',
  'ice_timeout': '6s',
  'dtls_timeout': '6s',
  'ice_servers': 'stun:127.0.0.1:3478',
  'rtmp.handshake_timeout': '3s',
  'rtmp.play_wait': '6s',
  'hls_viewer_timeout': '2s',
  'rtmp_client.connect_timeout': '3s',
  'rtmp_client.answer_timeout': '3s',
  'rtmp_client.retry_first': '500ms',
  'rtmp_client.retry_most': '2s',
  'rtmp_client.retries': '5',
  'rtmp.publisher_gap': '3s',
  'rtsp.request_timeout': '3s',
  'rtsp.session_timeout': '5s',
  'rtsp.publisher_gap': '3s',
  'rtsp_client.connect_timeout': '3s',
  'rtsp_client.answer_timeout': '8s',
  'rtsp_client.media_timeout': '3s',
  'rtsp_client.idle_timeout': '3s',
  'rtsp_client.retry_first': '500ms',
  'rtsp_client.retry_most': '2s',
  'hls_auth_enabled': 'true',
  'hls_auth_token_cache': '1',
  'rtsp_server_auth_enabled': 'true',
  'keep_alive_streaming_sessions_enabled': 'true',
  'keep_alive_streaming_sessions_interval': '2s',
};

/** Where a server is to be reached. */
export function running() {
  const named = process.env;
  if (!named.WCS_INTEROP_RUNNING && !named.WCS_URL_WS) return null;
  return {
    ws: named.WCS_URL_WS || 'ws://127.0.0.1:8080',
    wss: named.WCS_URL_WSS || 'wss://127.0.0.1:8443',
    http: named.WCS_URL_HTTP || 'http://127.0.0.1:8081',
    https: named.WCS_URL_HTTPS || 'https://127.0.0.1:8444',
    hls: named.WCS_URL_HLS || 'http://127.0.0.1:8082',
    hlss: named.WCS_URL_HLSS || 'https://127.0.0.1:8445',
    rtmp: named.WCS_URL_RTMP || 'rtmp://127.0.0.1:1935',
    rtmps: named.WCS_URL_RTMPS || 'rtmps://127.0.0.1:1936',
    rtsp: named.WCS_URL_RTSP || 'rtsp://127.0.0.1:554',
    rtsps: named.WCS_URL_RTSPS || 'rtsps://127.0.0.1:322',
    metrics: named.WCS_URL_METRICS || 'http://127.0.0.1:7777',
    ssh: named.WCS_URL_SSH || 'ssh://127.0.0.1:2001',
    sshReadOnly: named.WCS_URL_SSH_READ_ONLY || 'ssh://127.0.0.1:2002',
    jmx: named.WCS_URL_JMX || 'jmx://127.0.0.1:50999',
    management: named.WCS_URL_MANAGEMENT || 'http://127.0.0.1:9990',
    log: named.WCS_INTEROP_LOG || null,
    data: named.WCS_INTEROP_DATA || null,
  };
}

/** What a child process needs in its environment to find the same server. */
export function asEnvironment(urls) {
  return { WCS_INTEROP_RUNNING: '1', WCS_URL_WS: urls.ws, WCS_URL_WSS: urls.wss,
    WCS_URL_HTTP: urls.http, WCS_URL_HTTPS: urls.https, WCS_URL_HLS: urls.hls,
    WCS_URL_HLSS: urls.hlss, WCS_URL_RTMP: urls.rtmp, WCS_URL_RTMPS: urls.rtmps,
    WCS_URL_RTSP: urls.rtsp, WCS_URL_RTSPS: urls.rtsps,
    WCS_URL_METRICS: urls.metrics, WCS_URL_SSH: urls.ssh, WCS_URL_SSH_READ_ONLY: urls.sshReadOnly,
    WCS_URL_JMX: urls.jmx, WCS_URL_MANAGEMENT: urls.management,
    WCS_INTEROP_LOG: urls.log ?? '', WCS_INTEROP_DATA: urls.data ?? '' };
}

/** A server process of our own. */
export class Server {
  #child;
  #data;
  #ended;
  log = '';

  /** Starts a server on free ports and waits until it serves. */
  static async start(settings = SETTINGS) {
    const server = new Server();
    await server.#spawn(settings);
    try {
      await until(`the server says "${READY}"`, () => {
        if (server.#child.exitCode !== null) throw new Error('the server ended');
        return server.log.includes(READY);
      }, { withinMs: READY_WITHIN_MS, everyMs: 100 });
    } catch (error) {
      process.stderr.write(server.log);
      await server.kill();
      throw error;
    }
    return server;
  }

  async #spawn(settings) {
    const base = await freeBlock(PORT_KEYS.length + MEDIA_PORTS);
    const port = (key) => base + PORT_KEYS.indexOf(key);
    this.urls = {
      ws: `ws://127.0.0.1:${port('ws.port')}`,
      wss: `wss://127.0.0.1:${port('wss.port')}`,
      http: `http://127.0.0.1:${port('http.port')}`,
      https: `https://127.0.0.1:${port('https.port')}`,
      hls: `http://127.0.0.1:${port('hls.port')}`,
      hlss: `https://127.0.0.1:${port('hls.https.port')}`,
      rtmp: `rtmp://127.0.0.1:${port('rtmp.port')}`,
      rtmps: `rtmps://127.0.0.1:${port('rtmps.port')}`,
      rtsp: `rtsp://127.0.0.1:${port('rtsp.port')}`,
      rtsps: `rtsps://127.0.0.1:${port('rtsps.port')}`,
      metrics: `http://127.0.0.1:${port('metrics.port')}`,
      ssh: `ssh://127.0.0.1:${port('cli.port')}`,
      sshReadOnly: `ssh://127.0.0.1:${port('cli.read_only_port')}`,
      jmx: `jmx://127.0.0.1:${port('jmx.port')}`,
      management: `http://127.0.0.1:${port('management.port')}`,
    };
    this.#data = await mkdtemp(path.join(os.tmpdir(), 'wcs-interop-'));
    this.urls.data = this.#data;
    this.urls.log = path.join(this.#data, 'logs', 'wcs.log');
    const all = { ...settings, 'wcs.data': this.#data,
      'media_port_from': base + PORT_KEYS.length,
      'media_port_to': base + PORT_KEYS.length + MEDIA_PORTS - 1 };
    for (const key of PORT_KEYS) all[key] = port(key);
    const args = Object.entries(all).map(([key, value]) => `-D${key}=${value}`);
    this.#child = spawn(path.join(ROOT, 'wcs'), ['run', ...args],
        { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { this.log += text; });
    }
    this.#ended = new Promise((done) => {
      this.#child.once('error', (error) => { this.log += `${error}\n`; done({ code: -1 }); });
      this.#child.once('exit', (code, signal) => done({ code, signal }));
    });
  }

  get pid() {
    return this.#child.pid;
  }

  /** Ctrl-C. Returns how long the server took to end, and with what. */
  async interrupt() {
    const began = performance.now();
    this.#child.kill('SIGINT');
    await until('the server ends after SIGINT', () => this.#hasEnded(),
        { withinMs: 4 * STOP_WITHIN_MS });
    const { code, signal } = await this.#ended;
    await rm(this.#data, { recursive: true, force: true });
    return { code, signal, tookMs: performance.now() - began, limitMs: STOP_WITHIN_MS };
  }

  /** The last resort. */
  async kill() {
    if (!this.#hasEnded()) this.#child.kill('SIGKILL');
    await this.#ended;
    await rm(this.#data, { recursive: true, force: true });
  }

  #hasEnded() {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || !this.#child.pid;
  }
}
