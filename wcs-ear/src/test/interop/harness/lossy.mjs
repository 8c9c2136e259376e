/** A UDP proxy on loopback that loses a share of the packets, the same ones in every run. */

import dgram from 'node:dgram';

/** A small linear congruential generator, so that runs can be repeated. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export class LossyProxy {
  counted = { up: 0, down: 0, lostUp: 0, lostDown: 0 };
  #front = dgram.createSocket('udp4');
  #backs = new Map();
  #target;
  #random;
  #loss;

  /** Loses nothing until `lose()` is called. */
  static async start({ seed = 7 } = {}) {
    const proxy = new LossyProxy();
    proxy.#random = generator(seed);
    proxy.#loss = 0;
    proxy.#front.on('message', (packet, from) => proxy.#up(packet, from));
    await new Promise((done) => proxy.#front.bind(0, '127.0.0.1', done));
    return proxy;
  }

  get port() {
    return this.#front.address().port;
  }

  /** Where packets go: the server's media port. */
  aim(port) {
    this.#target = port;
  }

  lose(share) {
    this.#loss = share;
  }

  #up(packet, from) {
    if (!this.#target) return;
    this.counted.up += 1;
    if (this.#random() < this.#loss) {
      this.counted.lostUp += 1;
      return;
    }
    this.#backFor(from).send(packet, this.#target, '127.0.0.1');
  }

  #backFor(from) {
    const key = `${from.address}:${from.port}`;
    let back = this.#backs.get(key);
    if (!back) {
      back = dgram.createSocket('udp4');
      back.on('message', (packet) => this.#down(packet, from));
      this.#backs.set(key, back);
    }
    return back;
  }

  #down(packet, to) {
    this.counted.down += 1;
    if (this.#random() < this.#loss) {
      this.counted.lostDown += 1;
      return;
    }
    this.#front.send(packet, to.port, to.address);
  }

  async close() {
    for (const socket of [this.#front, ...this.#backs.values()]) socket.close();
  }
}
