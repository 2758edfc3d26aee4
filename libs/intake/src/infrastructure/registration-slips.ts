import type { Attachment } from '@bancheng/contracts/http/attachments';
import type { RegisterBody } from '@bancheng/contracts/http/intake';
import { clientOf, prepared } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** The window's own part of a 受理单. */
export interface RegistrationSlip {
  serviceItem: string | null;
  serviceItemName: string | null;
  applicationNumber: string | null;
  windowOpinion: RegisterBody['windowOpinion'];
  remarks: string | null;
  attachments: Attachment[];
}

/** The window's own part of a registration. */
export function registrationSlipOf(body: Omit<RegisterBody, 'phone'>): RegistrationSlip {
  const { serviceItem = null, serviceItemName = null, applicationNumber = null } = body;
  const { windowOpinion, remarks, attachments } = body;
  return { serviceItem, serviceItemName, applicationNumber, windowOpinion, remarks, attachments };
}

/** Prepared, since a person waits for every registration. */
export async function insertRegistrationSlip(tx: EntityManager, caseId: string, slip: RegistrationSlip): Promise<void> {
  await prepared(
    await clientOf(tx),
    'intake-insert-slip',
    `insert into intake.slip (case_id, window_opinion, remarks, attachments, service_item, service_item_name, application_number)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[caseId, slip.windowOpinion, slip.remarks, JSON.stringify(slip.attachments)],
      ...[slip.serviceItem, slip.serviceItemName, slip.applicationNumber],
    ],
  );
}

/** Null where the case has none. */
export async function readRegistrationSlip(tx: EntityManager, caseId: string): Promise<RegistrationSlip | null> {
  const [slip] = await tx.query<RegistrationSlip[]>(
    `select window_opinion as "windowOpinion", remarks, attachments, service_item as "serviceItem",
       service_item_name as "serviceItemName", application_number as "applicationNumber"
     from intake.slip where case_id = $1`,
    [caseId],
  );
  return slip ?? null;
}
