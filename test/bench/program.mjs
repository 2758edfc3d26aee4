import { errorText } from '../../deploy/local/core/report.mjs';
import { System } from './system.mjs';

/** @param {string} line */
export const say = (line) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** @param {string} name of an option @param {string} text as it was given @returns {number} */
export function wholeNumber(name, text) {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} is a whole number from 1 on`);
}

/**
 * Runs one of the bench's programs: the systems it starts are stopped whatever ends it, and it fails when it could not
 * measure.
 * @param {(start: (root?: string) => Promise<System>) => Promise<void>} work `start` starts the parts of the checkout in
 *   the folder `root`; default: of this one
 */
export async function runProgram(work) {
  const ending = new AbortController();
  /** @type {System[]} */
  const systems = [];
  const stop = () => Promise.all(systems.map((system) => system.stop()));
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(name, () => {
      ending.abort();
      void stop().finally(() => process.exit(130));
    });
  }
  try {
    await work(async (root) => {
      const system = await System.start(ending.signal, root);
      systems.push(system);
      return system;
    });
  } catch (error) {
    console.error(errorText(error));
    process.exitCode = 1;
  } finally {
    await stop();
  }
}
