import { detail } from './detail.js';

/** 办结 (三(四)). */
export const closed = detail({}, {});
