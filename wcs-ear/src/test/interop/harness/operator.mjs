/** An operator at the console over SSH, with the program and the password a human would use. */

import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { run } from './programs.mjs';

export class Operator {
  #folder;
  #url;

  /** Logs in as `admin` of this server; its data folder must be at hand. */
  static async of(urls) {
    if (!urls.data) throw new Error('the password of admin is in the data folder: set WCS_INTEROP_DATA');
    const operator = new Operator();
    operator.#url = new URL(urls.ssh);
    operator.#folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-operator-'));
    const password = await readFile(path.join(urls.data, 'conf', 'admin.password'), 'utf8');
    await writeFile(path.join(operator.#folder, 'password'), password, { mode: 0o600 });
    const ask = path.join(operator.#folder, 'ask');
    await writeFile(ask, `#!/bin/sh\ncat '${operator.#folder}/password'\n`);
    await chmod(ask, 0o700);
    return operator;
  }

  /** Says one command and tells what was answered; `fine: false` wants it refused. */
  async says(command, { fine = true } = {}) {
    const { stdout, stderr, code } = await run('ssh', ['-p', this.#url.port,
      '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR',
      '-o', 'PreferredAuthentications=password,keyboard-interactive', '-o', 'PubkeyAuthentication=no',
      '-o', 'NumberOfPasswordPrompts=1', `admin@${this.#url.hostname}`, command],
    { env: { PATH: process.env.PATH, SSH_ASKPASS: path.join(this.#folder, 'ask'),
      SSH_ASKPASS_REQUIRE: 'force', DISPLAY: 'none' }, timeout: 20_000 });
    if (fine !== (code === 0)) throw new Error(`${command}: ended with ${code}: ${stdout}${stderr}`);
    return stdout + stderr;
  }

  close() {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
