import { dispatchClock } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** Which request for 延期, and for which deadline. */
export const extensionOfClock = {
  extensionId: uuid,
  /** Absent from events of builds in which only slips had extensions; read it by `extendedClockId`. */
  clockId: z.string().exactOptional(),
  /** The slip whose deadline it is; null for that of the case, a commitment or an agency. */
  dispatchId: uuid.nullable(),
  /** Whom the deadline binds; null for the window and an agency. */
  department: departmentCode.nullable(),
};

export function extendedClockId({ clockId, dispatchId }: { clockId?: string; dispatchId: string | null }): string {
  return clockId ?? dispatchClock(dispatchId!).clockId;
}
