/** Free ports below the range the kernel hands out by itself, so that nobody takes one in between. */

import dgram from 'node:dgram';
import net from 'node:net';

const FROM = 20000;
const TO = 30000;

/** @returns {Promise<number>} first of `count` ports in a row that are free over TCP and UDP */
export async function freeBlock(count) {
  const start = FROM + Math.floor(Math.random() * ((TO - FROM) / count)) * count;
  for (let base = start; base + count <= TO + 2000; base += count) {
    if (await allFree(base, count)) return base;
  }
  throw new Error(`no ${count} free ports in a row from ${start}`);
}

async function allFree(base, count) {
  for (let port = base; port < base + count; port += 1) {
    if (!(await tcpFree(port)) || !(await udpFree(port))) return false;
  }
  return true;
}

const tcpFree = (port) => new Promise((done) => {
  const socket = net.createServer();
  socket.once('error', () => done(false));
  socket.listen(port, '0.0.0.0', () => socket.close(() => done(true)));
});

const udpFree = (port) => new Promise((done) => {
  const socket = dgram.createSocket('udp4');
  socket.once('error', () => done(false));
  socket.bind(port, '0.0.0.0', () => socket.close(() => done(true)));
});
