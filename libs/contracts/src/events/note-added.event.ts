import { detail } from './detail.js';

/** A clerk's note on the case; what it says is a text of the casebook. */
export const noteAdded = detail({}, {});
