import {
  Casebook,
  type ActDraft,
  type ActSource,
  type CaseReference,
  type Complaint,
  type EffectSource,
  type LockedCase,
  type Recorded,
} from '@bancheng/casebook';
import type { ActKind, CaseRules } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { moveToEndOfInbox, type InboxSlip } from '../infrastructure/inbox.js';

/** An act of a slip: its draft says which slips it changed. */
export type SlipDraft<K extends ActKind, R = undefined> = ActDraft<K, R> & { slips: readonly InboxSlip[] };

type Decide<K extends ActKind, R> = (
  complaint: Complaint,
  at: string,
  rules: CaseRules,
) => SlipDraft<K, R> | Promise<SlipDraft<K, R>>;

/** Who acts on which case, and by which way. */
export interface Acting {
  on: CaseReference | LockedCase;
  actor: Actor;
  source: ActSource;
}

interface Changed<R> {
  own: R;
  slips: readonly InboxSlip[];
}

/** The one way an act of a slip is recorded: what it changed goes to the end of its department's inbox, last of all. */
@Injectable()
export class SlipActs {
  constructor(private readonly casebook: Casebook) {}

  /** @throws Problem as `Casebook.recordAct` */
  async record<K extends ActKind, R = undefined>(
    tx: EntityManager,
    on: CaseReference | LockedCase,
    source: ActSource,
    kind: K,
    decide: Decide<NoInfer<K>, R>,
  ): Promise<Recorded<R>> {
    const recorded = await this.casebook.recordAct<K, Changed<R>>(tx, on, source, kind, changing(decide));
    await moveToEndOfInbox(tx, recorded.result.slips);
    return { ...recorded, result: recorded.result.own };
  }

  /** @throws Problem as `Casebook.recordEffect` */
  async recordEffect<K extends ActKind>(
    tx: EntityManager,
    on: CaseReference | LockedCase,
    source: EffectSource,
    kind: K,
    decide: Decide<NoInfer<K>, undefined>,
  ): Promise<Pick<Recorded, 'act'>> {
    const { act, result } = await this.casebook.recordEffect<K, Changed<undefined>>(
      tx,
      on,
      source,
      kind,
      changing(decide),
    );
    await moveToEndOfInbox(tx, result?.slips ?? []);
    return { act };
  }
}

function changing<K extends ActKind, R>(decide: Decide<K, R>) {
  return async (complaint: Complaint, at: string, rules: CaseRules) => {
    const { slips, ...draft } = await decide(complaint, at, rules);
    return { ...draft, result: { own: draft.result as R, slips } } as unknown as ActDraft<K, Changed<R>>;
  };
}
