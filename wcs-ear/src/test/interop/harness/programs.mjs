/** Programs of the machine and of the FFmpeg artifact, started and ended with their tests. */

import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from './until.mjs';

const execute = promisify(execFile);
const KEPT = 20_000;

/** A program that runs until it is closed; the end of what it says is kept. */
export class Program {
  output = '';
  #child;

  constructor(command, args, options = {}) {
    this.#child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.output = (this.output + text).slice(-KEPT);
      });
    }
    this.#child.once('error', (error) => { this.output += error; });
  }

  get ended() {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || !this.#child.pid;
  }

  get exitCode() {
    return this.#child.exitCode;
  }

  /** Pulls the plug: no goodbye to anybody. */
  kill() {
    if (!this.ended) this.#child.kill('SIGKILL');
  }

  /** Holds it where it is, with its connections open. */
  freeze() {
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
  }

  /** Ends as on Ctrl-C. */
  async close() {
    if (!this.ended) this.#child.kill('SIGINT');
    try {
      await until('the program ends', () => this.ended, { withinMs: 4000 });
    } catch {
      this.kill();
    }
  }
}

/** Runs a program to its end and tells what it said, on both channels. */
export async function run(command, args, { timeout = 60_000, ...options } = {}) {
  try {
    const { stdout, stderr } = await execute(command, args,
        { timeout, maxBuffer: 64 << 20, ...options });
    return { stdout, stderr, code: 0 };
  } catch (failed) {
    if (typeof failed.code !== 'number' && !failed.killed) throw failed;
    return { stdout: failed.stdout ?? '', stderr: failed.stderr ?? '', code: failed.code ?? -1 };
  }
}
