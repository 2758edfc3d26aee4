import { ParticularsReader, seesWholeCase, readCasesFor, type Particulars } from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { Instruction, InstructionsQuery } from '@bancheng/contracts/http/supervision';
import { namesOf } from '@bancheng/directory';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { InstructionEntity } from '../infrastructure/instruction.entity.js';

const position = z.strictObject({ givenAt: instant, id: uuid });
const START = { givenAt: '1000-01-01T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' };

/** 批示 in the order of giving: to leaders and clerks all of the jurisdiction, to a department its own. */
@Injectable()
export class Instructions {
  constructor(
    private readonly particulars: ParticularsReader,
    @InjectDataSource('supervision') private readonly db: DataSource,
  ) {}

  /** Those without an answer stay listed, also when the case is over. @throws Problem 400 `cursor-malformed` */
  async page(actor: Actor, { cursor, limit, answered }: InstructionsQuery): Promise<Page<Instruction>> {
    const after = decodeCursor(cursor, position) ?? START;
    const tx = this.db.manager;
    const rows = await instructionsFor(tx, actor, { answered: answered === 'true', after, limit: limit + 1 });
    const caseIds = [...new Set(rows.map(({ caseId }) => caseId))];
    const cases = await readCasesFor(tx, caseIds, actor);
    const said = await this.particulars.readMany(tx, caseIds, actor);
    const people = rows.flatMap(({ givenBy, answeredBy }) => [givenBy, answeredBy]);
    const nameOf = await namesOf(tx, actor.jurisdiction, people);
    return pageOf(
      rows,
      limit,
      ({ caseId, id, department, noticeId, givenBy, givenAt, answeredBy, answeredAt }) => {
        const { number, status } = cases.get(caseId)!;
        const text = textOf(said.get(caseId)!, id, 'leader-instruction')!;
        const answer = textOf(said.get(caseId)!, id, 'instruction-answer');
        const about = { instructionId: id, complaintId: caseId, number, status, noticeId, department };
        const names = { givenByName: nameOf(givenBy), answeredByName: nameOf(answeredBy) };
        return { ...about, text, givenBy, givenAt, answer, answeredBy, answeredAt, ...names };
      },
      ({ givenAt, id }) => ({ givenAt, id }),
    );
  }
}

function textOf({ texts }: Particulars, instructionId: string, kind: 'leader-instruction' | 'instruction-answer') {
  return texts.find((text) => text.kind === kind && text.ref === instructionId)?.body ?? null;
}

function instructionsFor(
  tx: EntityManager,
  actor: Actor,
  { answered, after, limit }: { answered: boolean; after: { givenAt: string; id: string }; limit: number },
): Promise<InstructionEntity[]> {
  const all = tx
    .createQueryBuilder(InstructionEntity, 'i')
    .where('i.jurisdiction = :jurisdiction', { jurisdiction: actor.jurisdiction })
    .andWhere('(i.answered_at is not null) = :answered', { answered })
    .andWhere('(i.given_at, i.id) > (cast(:givenAt as timestamptz), cast(:id as uuid))', after)
    .orderBy('i.givenAt')
    .addOrderBy('i.id')
    .limit(limit);
  const own = seesWholeCase(actor) ? all : all.andWhere('i.department = :department', { department: actor.department });
  return own.getMany();
}
