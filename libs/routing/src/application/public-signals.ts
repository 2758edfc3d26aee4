import { subjectId, uuid, type PublicSignalName } from '@bancheng/contracts';
import { REPLY_REASONS, type ReplyReason } from '@bancheng/contracts/http/departments';
import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';

/** What a public signal may say: ids and codes, never a name or free text; histories keep it for long. */
const PAYLOADS = {
  departmentReplied: z
    .strictObject({
      subject: subjectId,
      dispatchId: uuid,
      outcome: z.enum(REPLY_OUTCOMES),
      reasonCode: z.enum(Object.keys(REPLY_REASONS) as [ReplyReason, ...ReplyReason[]]).optional(),
    })
    .refine((reply) => reply.outcome === 'solved' || reply.reasonCode !== undefined),
  extensionDecided: z.strictObject({ subject: subjectId, extensionId: uuid, granted: z.boolean() }),
} satisfies Record<PublicSignalName, z.ZodType>;

export type PublicSignal = {
  [N in PublicSignalName]: { name: N; payload: z.output<(typeof PAYLOADS)[N]> };
}[PublicSignalName];

/** The signal if its payload is well formed, else null. */
export function parsePublicSignal(name: PublicSignalName, payload: unknown): PublicSignal | null {
  const parsed = PAYLOADS[name].safeParse(payload);
  return parsed.success ? ({ name, payload: parsed.data } as PublicSignal) : null;
}
