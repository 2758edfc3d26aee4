import { runningEnvironment } from '../core/running.mjs';
import { runNode } from '../core/script.mjs';
import { setUp } from '../core/setup.mjs';

/** Plays real matters against the system that `npm start` runs. @type {import('../run.mjs').Command} */
export default async function tour(args) {
  const env = runningEnvironment();
  await setUp(console.error);
  return runNode('test/tour/tour.mjs', args, env);
}
