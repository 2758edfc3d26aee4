import { CHANNELS, MATTER_KINDS } from '@bancheng/domain';
import { z } from 'zod';
import { catalogueCode, departmentCode, instant, subjectId } from '../primitives.js';
import { detail } from './detail.js';

/** A matter was registered at the window or by a client of the platform or the WeChat account (三(一)). */
export const registered = detail(
  {
    channel: z.enum(CHANNELS),
    /** Absent, like the next two, from events of builds in which a matter had one kind and accused one department. */
    matterKinds: z.array(z.enum(MATTER_KINDS)).optional(),
    accusedDepartments: z.array(departmentCode).optional(),
    /** The hall itself or one of its people is accused. */
    accusedHall: z.boolean().optional(),
    matterKind: z.enum(MATTER_KINDS).optional(),
    accusedDepartment: departmentCode.nullable().optional(),
    anonymous: z.boolean(),
    confidential: z.boolean(),
    attachments: z.int().nonnegative(),
    /** A code of the hall's `service-items`, where the matter is about one of them. */
    serviceItem: catalogueCode.exactOptional(),
    /** Present where a station without a connection wrote the slip: its registration counts from then. */
    offline: z
      .strictObject({
        station: departmentCode,
        writtenAt: instant,
        /** Who wrote it, as the station says; absent from events of builds in which a slip did not say. */
        writtenBy: subjectId.optional(),
      })
      .optional(),
  },
  {
    channel: 'window',
    matterKinds: ['repeated-visits', 'conduct'],
    accusedDepartments: ['scjg'],
    accusedHall: false,
    anonymous: false,
    confidential: true,
    attachments: 0,
  },
);
