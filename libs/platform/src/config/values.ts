import { z } from 'zod';

/** A variable that is `true` or `false`; unset it is false. */
export const flag = z
  .enum(['true', 'false'], '只能是 true 或 false')
  .default('false')
  .transform((value) => value === 'true');

export const hostAndPort = /^[^\s:,]+:\d{1,5}$/;
