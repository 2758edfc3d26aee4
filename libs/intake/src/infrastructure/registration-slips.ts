import { clientOf, prepared } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import type { RegistrationSlipEntity } from './registration-slip.entity.js';

/** Keeps the window's part of a 受理单; prepared, since a person waits for every registration. */
export async function insertRegistrationSlip(tx: EntityManager, slip: RegistrationSlipEntity): Promise<void> {
  await prepared(
    await clientOf(tx),
    'intake-insert-slip',
    'insert into intake.slip (case_id, window_opinion, remarks, attachments) values ($1, $2, $3, $4)',
    [slip.caseId, slip.windowOpinion, slip.remarks, JSON.stringify(slip.attachments)],
  );
}
