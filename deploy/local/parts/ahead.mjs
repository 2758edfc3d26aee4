import { fileURLToPath } from 'node:url';
import { launchDetached } from '../core/process.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const program = fileURLToPath(new URL('ahead-program.mjs', import.meta.url));

/**
 * Starts a program of ours by a process that was started ahead and has loaded the libraries: most of the time a start
 * takes goes into that. A process that waits ends with the one that started it.
 */
export class Ahead {
  /** @type {ChildProcess | undefined} the one that waits */
  #waiting;
  /** @type {(() => ChildProcess) | undefined} starts one like the last */
  #another;

  /** @type {import('./part.mjs').Spawn} the last of the arguments is the program, others are Node's */
  spawn = (launch, logFile) => {
    const args = [...launch.args.slice(0, -1), program, ...launch.args.slice(-1)];
    this.#another = () => launchDetached({ ...launch, args }, logFile, 'ipc');
    const child = this.#waiting?.connected ? this.#waiting : this.#another();
    this.#waiting = undefined;
    child.send('go');
    return child;
  };

  /** Starts the process for the next start. */
  prepare() {
    if (this.#waiting?.connected) return;
    this.#waiting = this.#another?.();
    this.#waiting?.channel?.unref();
    this.#waiting?.unref();
  }
}
