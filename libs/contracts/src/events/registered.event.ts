import { CHANNELS, MATTER_KINDS } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, instant } from '../primitives.js';
import { detail } from './detail.js';

/** A matter was registered at the window or by a client of the platform or the WeChat account (三(一)). */
export const registered = detail(
  {
    channel: z.enum(CHANNELS),
    matterKind: z.enum(MATTER_KINDS),
    accusedDepartment: departmentCode.nullable(),
    anonymous: z.boolean(),
    confidential: z.boolean(),
    attachments: z.int().nonnegative(),
    /** Present where a station without a connection wrote the slip: its registration counts from then. */
    offline: z.strictObject({ station: departmentCode, writtenAt: instant }).optional(),
  },
  {
    channel: 'window',
    matterKind: 'conduct',
    accusedDepartment: 'scjg',
    anonymous: false,
    confidential: true,
    attachments: 0,
  },
);
