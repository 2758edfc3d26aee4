#!/usr/bin/env node
/**
 * `npm run tour`: plays real matters (../samples) against the system that `npm start` runs, as clerk, department systems,
 * leader and follow-up officer, and says at each step where to look. Its environment is the running system's.
 */
import { playTour } from './play.mjs';

try {
  await playTour(/** @type {Record<string, string>} */ (process.env), console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
