import { instant } from '@bancheng/contracts';
import type { Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { EXTENSION_SIGN } from '@bancheng/domain';
import { asReader, identityWithheld } from '../blindness.sql.js';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from '../complaint.js';

/** Where a page of search results ends: newest first. */
export const searchPosition = z.strictObject({ registeredAt: instant, id: z.uuid() });
export type SearchPosition = z.output<typeof searchPosition>;

export interface SearchQuery {
  /** Who searches; a case whose citizen they may not know is found by number alone, or a hit would tell who complained. */
  readonly actor: Actor;
  readonly number: string | null;
  /** As it is kept; one without an extension stands for all of its extensions. */
  readonly phone: string | null;
  /** Each must stand in the name, phone, record or claim as it is, folded as they are. */
  readonly words: readonly string[];
  /** What the index is asked for: every token of the words and the phone. */
  readonly tokens: readonly string[];
  readonly after: SearchPosition | null;
  readonly limit: number;
}

/** Cases by number, phone and words. The token index finds the candidates; their texts are then compared exactly. */
export async function searchCases(tx: EntityManager, query: SearchQuery): Promise<Complaint[]> {
  const rows = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c join casebook.particulars p on p.case_id = c.id
     where c.jurisdiction = $1 and ($2::text is null or c.number = $2) and ($3::text is null or p.phone = $3 or starts_with(p.phone, $3 || '${EXTENSION_SIGN}'))
       and p.search_tokens @> $4::text[]
       and not exists (
         select from unnest($5::text[]) as word
         where strpos(p.folded, word) = 0)
       and not (cardinality($4) > 0 and ${identityWithheld('$6::jsonb')})
       and ($7::timestamptz is null or (c.registered_at, c.id) < ($7, $8::uuid))
     order by c.registered_at desc, c.id desc limit $9`,
    [
      query.actor.jurisdiction,
      query.number,
      query.phone,
      query.tokens,
      query.words,
      asReader(query.actor),
      query.after?.registeredAt ?? null,
      query.after?.id ?? null,
      query.limit,
    ],
  );
  return rows.map(toComplaint);
}
