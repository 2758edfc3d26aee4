import type { Attachment } from '@bancheng/contracts/http/attachments';
import type { EntityManager } from 'typeorm';
import type { Particulars } from './particulars.js';

/** Keeps what is known of the files that came with the act `seq`, for good. */
export async function writeAddedPapers(
  tx: EntityManager,
  { caseId, seq }: { caseId: string; seq: number },
  attachments: readonly Attachment[],
): Promise<void> {
  await tx.query('insert into casebook.added_papers (case_id, seq, attachments) values ($1, $2, $3)', [
    ...[caseId, seq, JSON.stringify(attachments)],
  ]);
}

/** The files that came with acts of a case, by the act; names of files may name the citizen, so they are shown as texts are. */
export async function readAddedPapers(
  tx: EntityManager,
  { caseId, redact }: Pick<Particulars, 'caseId' | 'redact'>,
): Promise<ReadonlyMap<number, Attachment[]>> {
  const rows = await tx.query<{ seq: number; attachments: Attachment[] }[]>(
    'select seq, attachments from casebook.added_papers where case_id = $1',
    [caseId],
  );
  return new Map(
    rows.map(({ seq, attachments }) => [
      seq,
      attachments.map((file) => ({ ...file, fileName: redact(file.fileName) })),
    ]),
  );
}
