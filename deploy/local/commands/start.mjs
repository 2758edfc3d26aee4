import { runSystem } from '../system.mjs';

/**
 * Runs the whole system until Ctrl-C, or until one of its processes ends unasked again and again.
 * @type {import('../run.mjs').Command}
 */
export default async function start() {
  return runSystem();
}
