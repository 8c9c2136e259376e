/**
 * What strangers see of the server: TLS that scanners find nothing wrong with, a certificate that is
 * renewed under open connections, surfaces that are closed by default, and logs without passwords.
 */

import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';
import { run } from '../harness/programs.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const SECURE = ['wss', 'https', 'hlss', 'rtmps', 'rtsps'];
const STRONG = /^(TLS_(AES_(128|256)_GCM_SHA(256|384)|CHACHA20_POLY1305_SHA256)|ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305))$/;

const here = world({ browser: false });
const place = (name) => {
  const { hostname, port } = new URL(here.urls[name]);
  return { host: hostname, port: Number(port) };
};

/** The serial number that a new client sees. */
const serial = (name) => new Promise((done, failed) => {
  const socket = tls.connect({ ...place(name), rejectUnauthorized: false }, () => {
    done(socket.getPeerCertificate().serialNumber);
    socket.destroy();
  });
  socket.once('error', failed);
});

for (const name of SECURE) {
  test(`a scanner finds strong TLS only on ${name}`, async () => {
    const { host, port } = place(name);
    const { code, stdout } = await run('sslscan', ['--no-colour', '--xml=-', `${host}:${port}`]);
    assert.equal(code, 0, stdout);
    const enabled = [...stdout.matchAll(/<protocol type="(\w+)" version="([\d.]+)" enabled="1"/g)]
      .map(([, type, version]) => `${type}${version}`);
    assert.deepEqual(enabled.sort(), ['tls1.2', 'tls1.3'], stdout);
    const ciphers = [...stdout.matchAll(/<cipher [^>]*cipher="([^"]+)"/g)].map(([, cipher]) => cipher);
    assert.ok(ciphers.length >= 4, stdout);
    for (const cipher of ciphers) assert.match(cipher, STRONG);
    assert.doesNotMatch(stdout, /vulnerable="1"|compression supported="1"|<expired>true/);
  });
}

test('a renewed certificate is shown to new clients while the old ones stay', async () => {
  const before = await Promise.all(SECURE.map(serial));
  const client = here.closeLater(await Wire.session(here.urls.wss));

  const store = path.join(here.urls.data, 'tls', 'self-signed.p12');
  await rm(store);
  const made = await run('keytool', ['-genkeypair', '-alias', 'wcs', '-keyalg', 'EC', '-groupname', 'secp256r1',
    '-dname', 'CN=Renewed', '-validity', '30', '-ext', 'san=dns:localhost,ip:127.0.0.1',
    '-storetype', 'PKCS12', '-storepass', 'changeit', '-keystore', store]);
  assert.equal(made.code, 0, made.stdout + made.stderr);
  const said = await shell('reload certificate');
  assert.match(said, /CN=Renewed/);

  for (const [at, name] of SECURE.entries()) {
    await until(`${name} shows the new one`, async () => await serial(name) !== before[at], { withinMs: 20_000 });
  }
  const pings = () => client.heard.filter(({ message }) => message === 'ping').length;
  const told = pings();
  await until('the old socket hears more', () => pings() > told, { withinMs: 12_000 });
  assert.equal(client.closed, null);
});

/** One command of the console over SSH. */
async function shell(...command) {
  const { host, port } = place('ssh');
  const password = (await readFile(path.join(here.urls.data, 'conf', 'admin.password'), 'utf8')).trim();
  const { code, stdout, stderr } = await run('sshpass', ['-e', 'ssh', '-p', String(port),
    '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR',
    `admin@${host}`, ...command], { env: { ...process.env, SSHPASS: password } });
  assert.equal(code, 0, stdout + stderr);
  return stdout;
}

test('what could change the state from outside listens on this machine alone', async () => {
  const foreign = Object.values(os.networkInterfaces()).flat()
    .filter((each) => each.family === 'IPv4' && !each.internal).map((each) => each.address);
  for (const address of foreign) {
    for (const name of ['ssh', 'sshReadOnly', 'jmx', 'metrics', 'management']) {
      assert.equal(await opens(address, place(name).port), false, `${name} on ${address}`);
    }
  }
  for (const name of ['ssh', 'sshReadOnly', 'jmx', 'metrics', 'management']) {
    const { host, port } = place(name);
    assert.equal(await opens(host, port), true, name);
  }
});

const opens = (host, port) => new Promise((done) => {
  const socket = net.connect({ host, port, timeout: 2000 });
  const tell = (open) => () => { socket.destroy(); done(open); };
  socket.once('connect', tell(true)).once('error', tell(false)).once('timeout', tell(false));
});

test('the log tells of open doors, and no password but the first one', async () => {
  const log = await readFile(here.urls.log, 'utf8');
  assert.match(log, /WARN .*The REST API asks nobody for a password/);
  const password = (await readFile(path.join(here.urls.data, 'conf', 'admin.password'), 'utf8')).trim();
  assert.equal(log.split(password).length - 1, 1, 'the first password is told once');
  assert.doesNotMatch(log, /changeit/);
});
