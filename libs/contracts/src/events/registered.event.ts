import { CHANNELS, MATTER_KINDS } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode } from '../primitives.js';

/** A matter was registered at the window or by a client of the platform or the WeChat account (三(一)). */
export const registered = z.strictObject({
  channel: z.enum(CHANNELS),
  matterKind: z.enum(MATTER_KINDS),
  accusedDepartment: departmentCode.nullable(),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  attachments: z.int().nonnegative(),
});
