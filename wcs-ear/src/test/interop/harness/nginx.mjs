/** Debian's nginx with its RTMP module: another server to push to and to pull from. */

import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freeBlock } from './ports.mjs';
import { Program } from './programs.mjs';
import { until } from './until.mjs';

const PROGRAM = '/usr/sbin/nginx';
const MODULE = '/usr/lib/nginx/modules/ngx_rtmp_module.so';

export class Nginx {
  #folder;
  #program;

  /** Starts one on a port of its own and waits until it listens. */
  static async start() {
    await access(MODULE);
    const nginx = new Nginx();
    nginx.#folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-nginx-'));
    nginx.port = await freeBlock(1);
    await writeFile(path.join(nginx.#folder, 'nginx.conf'), `
      load_module ${MODULE};
      daemon off;
      master_process off;
      pid ${nginx.#folder}/nginx.pid;
      error_log ${nginx.#folder}/error.log warn;
      events { worker_connections 128; }
      rtmp {
        server {
          listen 127.0.0.1:${nginx.port};
          chunk_size 4096;
          application live { live on; wait_key on; wait_video on; }
        }
      }
    `);
    await nginx.restart();
    return nginx;
  }

  get url() {
    return `rtmp://127.0.0.1:${this.port}/live`;
  }

  /** Starts it on its port again, after a kill. */
  async restart() {
    this.#program = new Program(PROGRAM,
        ['-p', this.#folder, '-c', path.join(this.#folder, 'nginx.conf')]);
    await until('nginx listens', async () => {
      if (this.#program.ended) throw new Error(`nginx ended: ${this.#program.output}`);
      return listens(this.port);
    });
  }

  /** Takes it away without a goodbye. */
  async kill() {
    this.#program.kill();
    await until('nginx is gone', () => this.#program.ended);
  }

  async close() {
    await this.#program.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export const listens = (port) => new Promise((done) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.once('connect', () => { socket.destroy(); done(true); });
  socket.once('error', () => done(false));
});

/** A server that takes connections and never says a word. */
export class Mute {
  connections = 0;
  #server;
  #sockets = new Set();

  static async start() {
    const mute = new Mute();
    mute.#server = net.createServer((socket) => {
      mute.connections += 1;
      mute.#sockets.add(socket);
      socket.on('error', () => {}).on('data', () => {}).on('close', () => mute.#sockets.delete(socket));
    });
    await new Promise((done) => mute.#server.listen(0, '127.0.0.1', done));
    return mute;
  }

  get url() {
    return `rtmp://127.0.0.1:${this.#server.address().port}/live`;
  }

  /** How many are open. */
  get open() {
    return this.#sockets.size;
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }
}
