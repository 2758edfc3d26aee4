import { detail } from './detail.js';

/** Neither accepted nor declined within one working day: the leader is told. */
export const acceptanceOverdueTold = detail({}, {});
