/** @typedef {{ stop: () => Promise<void> }} Running */

/**
 * Jest may load a set-up and the tear-down as separate modules, so what the one started and the other stops is kept with
 * the process.
 */
const process = /** @type {{ banchengRunning?: Running[] }} */ (globalThis);

/** What the global set-ups started, in this order. @type {Running[]} */
export const running = (process.banchengRunning ??= []);
