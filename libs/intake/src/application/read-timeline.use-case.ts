import {
  CITIZEN,
  clockView,
  HallRules,
  ParticularsReader,
  readActs,
  readAddedPapers,
  type ActRecord,
} from '@bancheng/casebook';
import { attachmentViewOf } from '@bancheng/contracts/http/attachments';
import type { Timeline } from '@bancheng/contracts/http/complaints';
import { ACT_LABELS, STATUS_LABELS } from '@bancheng/contracts/http/labels';
import { namesOf } from '@bancheng/directory';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { amendmentsOf } from './amendments.js';
import { actsFor, departmentOf, textsFor } from './department-part.js';

/** What was done with a case, act by act, with the texts that the reader may see. */
@Injectable()
export class ReadTimeline {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
  ) {}

  /** @throws Problem 404 as `ReadComplaint` */
  async execute(actor: Actor, id: string): Promise<Timeline> {
    const tx = this.dataSource.manager;
    const particulars = await this.particulars.readParticulars(tx, id, actor);
    const [all, papers, calendar] = await Promise.all([
      readActs(tx, id),
      readAddedPapers(tx, particulars),
      this.rules.calendarInForce(tx),
    ]);
    const department = departmentOf(actor);
    const texts = textsFor(particulars.texts, all, department);
    const nameOf = await actorNames(tx, actor.jurisdiction, all);
    const items = actsFor(all, department, particulars.seenUntil).map((act) => ({
      ...act,
      actorName: nameOf(act),
      label: ACT_LABELS[act.kind],
      statusLabel: STATUS_LABELS[act.status],
      clocks: act.clocks.map((clock) => clockView(clock, act.at, calendar)),
      texts: texts.filter((text) => text.seq === act.seq).map(({ kind, ref, body }) => ({ kind, ref, body })),
      changes: amendmentsOf(act, particulars),
      attachments: (papers.get(act.seq) ?? []).map(attachmentViewOf),
    }));
    return { items };
  }
}

/** What to call whoever did an act: a person of the hall, the citizen, or the engine. */
async function actorNames(tx: EntityManager, jurisdiction: string, acts: readonly ActRecord[]) {
  const nameOf = await namesOf(
    tx,
    jurisdiction,
    acts.map((act) => act.actor),
  );
  return ({ origin, role, actor }: ActRecord): string => {
    if (origin === 'engine') return '系统';
    return role === CITIZEN.role ? '反映人' : nameOf(actor);
  };
}
