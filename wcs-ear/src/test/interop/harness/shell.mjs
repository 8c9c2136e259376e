/** The console over SSH, by OpenSSH's own client: single commands, scripts, and a terminal. */

import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TERMINAL = fileURLToPath(new URL('../clients/terminal.py', import.meta.url));
const QUIET = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null',
  '-o', 'LogLevel=ERROR', '-o', 'NumberOfPasswordPrompts=1', '-o', 'IdentityAgent=none',
  '-o', 'ConnectTimeout=20'];

/** One who can log in. */
export class Shell {
  folder;
  #url;
  #user;
  #way;

  /** @param {{user?: string, password?: string, key?: string}} login by default admin's password */
  static async of(urls, { user = 'admin', password, key, url = urls.ssh } = {}) {
    const shell = new Shell();
    shell.#url = new URL(url);
    shell.#user = user;
    shell.folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-shell-'));
    const secret = key ? '' : password ?? await adminsPassword(urls);
    await writeFile(path.join(shell.folder, 'password'), secret, { mode: 0o600 });
    const ask = path.join(shell.folder, 'ask');
    await writeFile(ask, `#!/bin/sh\ncat '${shell.folder}/password'\n`);
    await chmod(ask, 0o700);
    shell.#way = key
      ? ['-o', 'BatchMode=yes', '-o', 'PreferredAuthentications=publickey', '-o', 'IdentitiesOnly=yes', '-i', key]
      : ['-o', 'PreferredAuthentications=password', '-o', 'PubkeyAuthentication=no'];
    return shell;
  }

  #args(options) {
    return [...QUIET, ...this.#way, ...options, '-p', this.#url.port,
      `${this.#user}@${this.#url.hostname}`];
  }

  get #env() {
    return { PATH: process.env.PATH, HOME: this.folder, TERM: 'xterm', SSH_ASKPASS: path.join(this.folder, 'ask'),
      SSH_ASKPASS_REQUIRE: 'force', DISPLAY: 'none' };
  }

  /** Gives one command, or by `input` many; tells how it ended and what was said. */
  async run(command, { input = '', options = [], withinMs = 40_000 } = {}) {
    return ended('ssh', [...this.#args(options), ...(command ? [command] : [])],
        { env: this.#env, input, withinMs });
  }

  /** What a command says that must succeed. */
  async says(command, more) {
    const { code, stdout, stderr } = await this.run(command, more);
    if (code !== 0) throw new Error(`${command}: ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  async json(command) {
    return JSON.parse(await this.says(`${command} --json`));
  }

  /** Sits at a terminal: waits for each text and then types. Returns all that was on the screen. */
  async types(steps, { command } = {}) {
    const args = [...this.#args(['-tt']), ...(command ? [command] : [])];
    const { code, stdout, stderr } = await ended('/usr/bin/python3',
        [TERMINAL, JSON.stringify(steps), 'ssh', ...args], { env: this.#env, withinMs: 60_000 });
    if (code !== 0) throw new Error(`at the terminal: ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  close() {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export async function adminsPassword(urls) {
  if (!urls.data) throw new Error('the password of admin is in the data folder: set WCS_INTEROP_DATA');
  return (await readFile(path.join(urls.data, 'conf', 'admin.password'), 'utf8')).trim();
}

/** Runs a program to its end. */
export function ended(program, args, { env = process.env, input = '', withinMs = 40_000 } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { env, timeout: withinMs, killSignal: 'SIGKILL' });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => { said[name] += text; });
    }
    child.once('error', failed);
    child.once('close', (code) => done({ code, ...said }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
