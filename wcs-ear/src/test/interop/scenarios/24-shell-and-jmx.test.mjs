/** The console over SSH by OpenSSH's client, and management beans by a client like JConsole. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { published } from '../harness/encoder.mjs';
import { Log } from '../harness/log.mjs';
import { adminsPassword, ended, Shell } from '../harness/shell.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
const JMX_CLIENT = fileURLToPath(new URL('../clients/JmxClient.java', import.meta.url));
const FAILED = 1;
const USAGE = 2;
const DENIED = 3;

const shell = async (login) => here.closeLater(await Shell.of(here.urls, login));

test('streams are shown as a table, and to scripts as REST shows them', async () => {
  const admin = await shell();
  assert.equal(await admin.says('show streams'), 'There are no streams.\n');
  await published(here, 'watched');
  const [titles, rule, row] = (await admin.says('show streams')).split('\n');
  assert.match(titles, /^Stream +Way +Protocol +State +Media +Bit\/s +Fps +Viewers +Since /);
  assert.match(rule, /^-+( +-+)+$/);
  assert.match(row, /^watched +in +Flash +PUBLISHING +H264 640x360/);
  assert.equal(row.indexOf('PUBLISHING'), titles.indexOf('State'), 'columns are aligned');
  const [stream] = await admin.json('show streams');
  assert.equal(stream.name, 'watched');
  assert.equal(stream.status, 'PUBLISHING');
  assert.ok((await admin.json('show connections')).length > 0);
});

test('a stream is traced from its feeds to its viewers, and terminated', async () => {
  const admin = await shell();
  await published(here, 'traced');
  const seen = await admin.json('trace traced');
  assert.equal(seen.protocol, 'Flash');
  assert.deepEqual(seen.tracks.flatMap((track) => track.feeds).filter((feed) => feed.derivedFrom)
      .map((feed) => feed.derivedFrom), seen.tracks.map(() => 'frames'), 'packets are made of frames');
  assert.match(await admin.says('trace traced'), /^traced +Flash .*\n├─ track 0 .*\n│ +├─ packets made of frames: /);
  const screen = await admin.types([['traced', null], ['traced', '\x03']], { command: 'trace -f traced' });
  assert.ok(screen.includes('\x1b[H'), 'a terminal sees it move');
  assert.equal(await admin.says('terminate stream traced'), 'Stream traced is terminated.\n');
  await until('it is gone', async () => (await admin.run('trace traced')).code === FAILED);
});

test('the server is looked at and its settings show no password', async () => {
  const admin = await shell();
  assert.match(await admin.says('show server'), /^state +RUNNING$/m);
  assert.match(await admin.says('show ports'), /^shell +127\.0\.0\.1 +\d+ +ssh$/m);
  assert.match(await admin.says('show stats connections_stats'), /^connections=\d+$/m);
  assert.ok((await admin.json('show health')).every((check) => check.up));
  assert.match(await admin.says('show settings tls.keystore.password'), /\*\*\*\n$/);
  assert.match(await admin.says('reload certificate'), /^Loaded: .*CN=/);
  await admin.says('set log-level org.wcs.example debug');
  assert.match(await admin.says('show log-levels'), /^org\.wcs\.example +DEBUG$/m);
  await admin.says('set log-level org.wcs.example default');
  assert.ok(!(await admin.says('show log-levels')).includes('org.wcs.example'));
});

test('exit codes tell scripts what happened', async () => {
  const admin = await shell();
  const codes = { 'nonsense': USAGE, 'show': USAGE, 'show streams --no-such': USAGE, 'show "open': USAGE,
    'add user': USAGE, 'terminate stream absent': FAILED, 'trace absent': FAILED,
    'set log-level x loud': FAILED, 'add app x y not-a-url': FAILED, 'help show streams': 0, 'help': 0 };
  for (const [command, code] of Object.entries(codes)) {
    assert.equal((await admin.run(command)).code, code, command);
  }
  const script = await admin.run('', { input: '# two of three\nshow apps\nnonsense\nshow users\n' });
  assert.equal(script.code, USAGE);
  assert.match(script.stdout, /^Name +Key +URL +Owner\n/);
  assert.ok(!script.stdout.includes('Active'), 'nothing after a failure');
});

test('users have their own applications, and their own rights', async () => {
  const admin = await shell();
  await admin.says('add user berta "a password"');
  const berta = await shell({ user: 'berta', password: 'a password' });
  assert.equal((await berta.run('add user other password1')).code, DENIED);
  assert.equal((await berta.run('update app -k x defaultApp')).code, FAILED);
  await berta.says('add app -u me -p "se cret" MyApp myKey http://127.0.0.1:1/app');
  await berta.says('add app-rest-method MyApp connect playStream');
  await berta.says('add app-rest-method -a MyApp');
  await berta.says('remove app-rest-method MyApp connect');
  await berta.says('update app -k newKey MyApp');
  const [app] = await berta.json('show apps -d');
  assert.equal(app.appKey, 'newKey');
  assert.equal(app.owner, 'berta');
  assert.equal(JSON.stringify(app).includes('se cret'), false);
  const all = (await berta.json('show rest-methods')).map((row) => row.method);
  const own = (await berta.json('show app-rest-methods MyApp')).map((row) => row.method);
  assert.deepEqual(all.filter((method) => !own.includes(method)), ['connect']);
  assert.ok((await admin.json('show apps')).length > 3, 'admin sees everybody\'s');
  assert.equal((await admin.run('remove user berta')).code, FAILED, 'she has an application');
  await berta.says('passwd', { input: 'another password\n' });
  assert.equal((await berta.run('show apps')).code, 255);
  const again = await shell({ user: 'berta', password: 'another password' });
  await again.says('remove app MyApp');
  await admin.says('update user -a false berta');
  assert.equal((await again.run('show apps')).code, 255);
  await admin.says('remove user berta');
});

test('a public key lets in until it is taken away', async () => {
  const admin = await shell();
  const key = path.join(admin.folder, 'id');
  await ended('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'me at home', '-f', key]);
  const line = (await readFile(`${key}.pub`, 'utf8')).trim();
  const holder = await shell({ key });
  assert.equal((await holder.run('show users')).code, 255);
  await admin.says(`add key admin ${line}`);
  assert.match(await holder.says('show keys'), /ssh-ed25519 +SHA256:\S+ +me at home/);
  assert.equal((await admin.run('add key admin ssh-ed25519 AAAA')).code, FAILED);
  assert.equal((await admin.run(`add key admin 'command="x" ${line}'`)).code, FAILED);
  await admin.says('remove key admin 1');
  assert.equal((await holder.run('show users')).code, 255);
  const file = path.join(here.urls.data, 'conf', 'ssh_host_key');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('a terminal edits, completes and remembers, and hides passwords', async () => {
  const admin = await shell();
  await published(here, 'completed');
  const screen = await admin.types([
    ['admin@wcs# ', 'show str\t'], ['eams', '\r'], ['Media session', null],
    ['admin@wcs# ', 'trace compl\t'], ['eted', '\r'], ['track 0', null],
    ['admin@wcs# ', 'show uzers\x1bOD\x1bOD\x1bOD\x7fs\r'], ['Active', null],
    ['admin@wcs# ', '\x1bOA\x1bOA'], ['trace', '\x03'],
    ['admin@wcs# ', 'add user carla\r'], ['Password', 'not to be seen\r'],
    ['Once more', 'something else!\r'], ['different', null],
    ['admin@wcs# ', 'history\r'], ['show users', null],
    ['admin@wcs# ', 'exit\r'],
  ]);
  assert.ok(!screen.includes('not to be seen'));
  assert.ok(!/\d {2}add user carla/.test(screen), 'what may hold a password is not remembered');
  assert.ok(screen.includes('1  show streams'));
});

test('the other port only shows', async () => {
  const looker = await shell({ url: here.urls.sshReadOnly });
  assert.match(await looker.says('show server'), /^state +RUNNING$/m);
  for (const command of ['stop', 'suspend', 'resume', 'terminate stream x', 'add user x password1',
    'passwd', 'set log-level org.wcs DEBUG', 'reload certificate', 'remove app defaultApp',
    'update user -a false admin']) {
    assert.equal((await looker.run(command)).code, DENIED, command);
  }
});

test('nothing but commands goes through: no tunnels, no files', async () => {
  const admin = await shell();
  const http = new URL(here.urls.http);
  const tunnel = await admin.run('', { options: ['-W', `127.0.0.1:${http.port}`] });
  assert.notEqual(tunnel.code, 0);
  assert.equal(tunnel.stdout, '');
  const remote = await admin.run('show users', { options: ['-o', 'ExitOnForwardFailure=yes', '-R', '0:127.0.0.1:1'] });
  assert.notEqual(remote.code, 0);
  assert.notEqual((await admin.run('sftp', { options: ['-s'] })).code, 0);
});

const jmx = async (...verb) => {
  const { hostname, port } = new URL(here.urls.jmx);
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const { code, stdout, stderr } = await ended(java,
      [JMX_CLIENT, hostname, port, 'admin', await adminsPassword(here.urls), ...verb], { withinMs: 60_000 });
  assert.equal(code, 0, stderr);
  return Object.fromEntries(stdout.trim().split('\n').map((line) => line.split('\t')));
};

test('a client like JConsole reads the beans and terminates a stream', async () => {
  await published(here, 'managed');
  const seen = await jmx('read');
  assert.equal(seen.domains, 'JMImplementation,com.sun.management,java.lang,java.nio,java.util.logging,org.wcs');
  assert.equal(seen.heap, 'true');
  assert.equal(seen['Server.Ready'], 'true');
  assert.equal(seen['Streams.PublishedCount'], '1');
  assert.match(seen['Streams.Streams'], /^1 rows of .*mediaSessionId,name,/);
  assert.match(seen['Connections.Connections'], /^\d+ rows of appKey,/);
  assert.match(seen['Ports.Ports'], /^\d+ rows of address,name,ports,protocol$/);
  assert.equal(seen['Transcoders.Available'], 'true');
  assert.ok('Hooks.Calls' in seen);
  assert.ok(Number(seen.workers) > 0);
  assert.deepEqual(await jmx('terminate', 'managed'), { terminated: '1' });
});

test('beans take nothing that could be harmful', async () => {
  const log = await Log.mark(here.urls);
  const seen = await jmx('probe');
  assert.equal(seen['still there'], 'true');
  assert.equal(seen['beans of the container'], '0');
  delete seen['still there'];
  delete seen['beans of the container'];
  assert.equal(Object.keys(seen).length, 11);
  for (const [what, answer] of Object.entries(seen)) assert.match(answer, /^refused: /, what);
  assert.deepEqual((await log.complaints()).filter((line) => / (ERROR|FATAL) |^Caused/.test(line)), []);
});

test('garbage on the ports moves nobody', async () => {
  const log = await Log.mark(here.urls);
  const garbage = ['', '\r\n', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'SSH-2.0-' + 'x'.repeat(70_000), 'SSH-1.5-old\r\n',
    'SSH-2.0-x\r\n' + '\xff'.repeat(40_000), 'SSH-2.0-x\r\n\x00\x00\x00\x0c\x0a\x14' + '\x00'.repeat(40),
    'JRMI\x00\x02K', 'JRMI\x00\x02K\xac\xed\x00\x05' + '\xff'.repeat(5000), 'JRMI\x00\x02L\x50\xac\xed\x00\x05w\x22',
    randomBytes(20_000).toString('latin1'), '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'];
  for (const url of [here.urls.ssh, here.urls.sshReadOnly, here.urls.jmx]) {
    const { hostname, port } = new URL(url);
    await Promise.all(garbage.map((bytes) => send(hostname, port, bytes)));
  }
  const admin = await shell();
  await until('one can log in', async () => (await admin.run('show users')).code === 0, { withinMs: 20_000 });
  assert.equal((await jmx('read'))['Server.Ready'], 'true');
  assert.deepEqual(await log.complaints(), []);
});

function send(host, port, bytes) {
  return new Promise((done) => {
    const socket = net.connect(Number(port), host, () => socket.end(Buffer.from(bytes, 'latin1')));
    socket.setTimeout(1500, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', done);
    socket.resume();
  });
}

test('who guesses passwords has to wait, whatever the way in', async () => {
  const log = await Log.mark(here.urls);
  const admin = await shell();
  const guesser = await shell({ user: 'root', password: 'not-the-password' });
  for (let guess = 0; guess < 6; guess++) assert.equal((await guesser.run('show users')).code, 255);
  assert.deepEqual(await jmx('guess'), { wrong: 'refused: SecurityException',
    none: 'refused: SecurityException', short: 'refused: SecurityException' });
  const told = await log.since();
  assert.match(told, /login of root from 127\.0\.0\.1 failed/);
  assert.match(told, /refused: too many failures/);
  assert.ok(!told.includes('not-the-password'));
  await until('the right one may try again', async () => (await admin.run('show users')).code === 0,
      { withinMs: 60_000, everyMs: 1000 });
});
