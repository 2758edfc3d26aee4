import type { Attachment } from '@bancheng/contracts/http/attachments';
import type { RegisterBody } from '@bancheng/contracts/http/registration';
import { clientOf, prepared } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** The window's own part of a 受理单. */
export interface RegistrationSlip {
  windowOpinion: RegisterBody['windowOpinion'];
  remarks: string | null;
  attachments: Attachment[];
}

/** The window's own part of a registration. */
export function registrationSlipOf({
  windowOpinion,
  remarks,
  attachments,
}: Omit<RegisterBody, 'phone'>): RegistrationSlip {
  return { windowOpinion, remarks, attachments };
}

/** Prepared, since a person waits for every registration. */
export async function insertRegistrationSlip(tx: EntityManager, caseId: string, slip: RegistrationSlip): Promise<void> {
  await prepared(
    await clientOf(tx),
    'intake-insert-slip',
    'insert into intake.slip (case_id, window_opinion, remarks, attachments) values ($1, $2, $3, $4)',
    [caseId, slip.windowOpinion, slip.remarks, JSON.stringify(slip.attachments)],
  );
}

/** Null where the case has none. */
export async function readRegistrationSlip(tx: EntityManager, caseId: string): Promise<RegistrationSlip | null> {
  const [slip] = await tx.query<RegistrationSlip[]>(
    'select window_opinion as "windowOpinion", remarks, attachments from intake.slip where case_id = $1',
    [caseId],
  );
  return slip ?? null;
}
