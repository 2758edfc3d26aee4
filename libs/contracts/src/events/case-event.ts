import { ACT_KINDS, type ActKind } from '@bancheng/domain';
import { z } from 'zod';
import { complaintEvent, eventTypeOf, type ComplaintEventData } from './index.js';

/** `data` of one event of one case, told apart by `kind`. */
export type CaseEvent = { [K in ActKind]: ComplaintEventData<K> }[ActKind];

const SCHEMAS = new Map<string, z.ZodType>(ACT_KINDS.map((kind) => [eventTypeOf(kind), complaintEvent(kind)]));
const typed = z.looseObject({ type: z.string() });

/**
 * Reads a message by the schema of its own type.
 * @throws Error for anything else: not JSON, an unknown type, a field too many; the text quotes nothing of the message
 */
export function parseEvent(value: string): { id: string; data: CaseEvent } {
  const message = jsonOf(value);
  const { type } = typed.parse(message);
  const schema = SCHEMAS.get(type);
  if (schema === undefined) throw new Error('no such type of complaint event');
  return schema.parse(message) as { id: string; data: CaseEvent };
}

/** `JSON.parse` quotes what it cannot read, and errors are logged. */
function jsonOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error('not JSON');
  }
}
