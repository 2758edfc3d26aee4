/** @typedef {import('./parts/index.mjs').Parts} Parts */

/**
 * Jest may load a set-up and the tear-down as separate modules, so what the one started and the other stops is kept with
 * the process.
 */
const process = /** @type {{ banchengRunningParts?: Parts[] }} */ (globalThis);

/** What the global set-ups started. @type {Parts[]} */
export const runningParts = (process.banchengRunningParts ??= []);
