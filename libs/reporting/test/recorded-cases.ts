import { randomUUID } from 'node:crypto';
import type { ActDetail } from '@bancheng/contracts';
import { Casebook, HallRules, type ActDraft, type Complaint } from '@bancheng/casebook';
import {
  ACCEPTANCE_CLOCK,
  caseClockRef,
  clockOf,
  dispatchClock,
  endClock,
  isDissatisfied,
  pauseClock,
  startClock,
  stopClock,
  suspensionClock,
  type ActKind,
  type CaseClock,
  type ComplaintType,
  type Grade,
} from '@bancheng/domain';
import { createDataSource } from '@bancheng/platform';
import type { FakeClock } from '@bancheng/testing';
import type { DataSource } from 'typeorm';

type Said = Pick<ActDetail<'graded'>, 'responded' | 'solved'>;

const SOURCE = { subject: 'clerk-1', role: 'clerk', origin: 'api' as const };

/** Records cases by the casebook itself, without the services around it; their events wait in the outbox. */
export class RecordedCases {
  private constructor(
    private readonly database: DataSource,
    private readonly casebook: Casebook,
    private readonly jurisdiction: string,
  ) {}

  static async on(databaseUrl: string, jurisdiction: string, clock: FakeClock): Promise<RecordedCases> {
    const database = createDataSource({ applicationName: 'test', url: databaseUrl, schema: 'casebook', entities: [] });
    return new RecordedCases(await database.initialize(), new Casebook(clock, new HallRules()), jurisdiction);
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }

  /** Registers a case; due to be accepted by `dueAt`. */
  async register(dueAt: string, citizen: { name: string; phone: string } | null, record: string): Promise<string> {
    const id = randomUUID();
    const anonymous = citizen === null;
    await this.database.transaction((tx) =>
      this.casebook.openCase(tx, SOURCE, this.jurisdiction, (at) => ({
        complaint: {
          ...BLANK,
          id,
          anonymous,
          registeredAt: at,
          clocks: [newClock(ACCEPTANCE_CLOCK.clockId, 'acceptance', null, at, dueAt)],
        },
        particulars: {
          ...(citizen ?? { name: null, phone: null }),
          phoneGiven: null,
          ...{ reporter: { kind: 'person' as const }, otherContact: null },
          record,
          claim: '尽快办理',
          suggestions: null,
          ...{ serviceItem: null, serviceItemName: null, applicationNumber: null },
          accusedPersons: [],
        },
        detail: {
          channel: 'window',
          matterKinds: ['repeated-visits'],
          anonymous,
          confidential: false,
          attachments: 0,
        },
      })),
    );
    return id;
  }

  async accept(id: string, type: ComplaintType, dueAt: string): Promise<void> {
    await this.act(id, 'accepted', (complaint, at) => ({
      detail: { type },
      clocks: [
        endClock(clockOf(complaint, ACCEPTANCE_CLOCK)!, at),
        newClock(caseClockRef(1).clockId, 'case', null, at, dueAt),
      ],
      patch: { type, acceptedAt: at },
    }));
  }

  /** @returns the dispatch's id */
  async dispatch(id: string, department: string, dueAt: string): Promise<string> {
    const dispatchId = randomUUID();
    await this.act(id, 'dispatched', (complaint, at) => {
      const departments = [...complaint.departments, department];
      const slip = { dispatchId, department, requirement: 'two-working-days', lead: false, dueAt } as const;
      return {
        detail: { dispatches: [slip], departments },
        clocks: [newClock(dispatchClock(dispatchId).clockId, 'dispatch', department, at, dueAt)],
        patch: { departments },
      };
    });
    return dispatchId;
  }

  /** The conclusion of the case's only department: its clock and the case's end. */
  async conclude(id: string, dispatchId: string, outcome: 'solved' | 'not-solved'): Promise<void> {
    await this.act(id, 'replied', (complaint, at) => {
      const clocks = [caseClockRef(1), dispatchClock(dispatchId)].map((ref) => endClock(clockOf(complaint, ref)!, at));
      const department = complaint.departments[0]!;
      const texts = [{ kind: 'reply' as const, ref: dispatchId, body: '已按规定办理' }];
      return { to: 'replied', clocks, texts, detail: { dispatchId, department, outcome, final: true, late: false } };
    });
  }

  /** The window solves the matter itself, or the 首席代表 of that department who came to it. */
  async replyByWindow(id: string, department: string | null, outcome: 'solved' | 'not-solved'): Promise<void> {
    await this.act(id, 'repliedByWindow', (complaint, at) => ({
      detail: { outcome, department },
      clocks: [endClock(clockOf(complaint, caseClockRef(1))!, at)],
      texts: [{ kind: 'reply', ref: null, body: '窗口已办结' }],
    }));
  }

  /** The case's only department returns the slip: not its matter. */
  async giveBack(id: string, dispatchId: string): Promise<void> {
    await this.act(id, 'returned', (complaint, at) => ({
      to: 'accepted',
      detail: { dispatchId, department: complaint.departments[0]!, proposedDepartment: 'yb', toLeader: false },
      clocks: [stopClock(clockOf(complaint, dispatchClock(dispatchId))!, at)],
    }));
  }

  /** The department waits for the citizen's papers until `until` at most; its clock stands still. */
  async suspend(id: string, dispatchId: string, until: string): Promise<void> {
    await this.act(id, 'suspended', (complaint, at) => {
      const department = complaint.departments[0]!;
      return {
        detail: { suspensionId: randomUUID(), dispatchId, department, until },
        clocks: [
          pauseClock(clockOf(complaint, dispatchClock(dispatchId))!, at),
          newClock(suspensionClock(dispatchId).clockId, 'suspension', department, at, until),
        ],
      };
    });
  }

  async act<K extends ActKind>(
    caseId: string,
    kind: K,
    draft: (complaint: Complaint, at: string) => Omit<ActDraft<K>, 'kind'>,
  ): Promise<void> {
    await this.database.transaction((tx) =>
      this.casebook.recordAct<ActKind>(
        tx,
        { caseId, jurisdiction: null },
        SOURCE,
        kind,
        (complaint, at) => ({ kind, ...draft(complaint, at) }) as ActDraft<ActKind>,
      ),
    );
  }

  /** The citizen takes the matter back: every clock ends, and there is no follow-up. */
  async withdraw(id: string): Promise<void> {
    await this.act(id, 'withdrawn', (complaint, at) => ({
      detail: { confirmedBy: 'phone' },
      clocks: complaint.clocks.filter(({ endedAt }) => endedAt === null).map((clock) => endClock(clock, at)),
    }));
    await this.act(id, 'followUpOpened', () => ({ to: 'followed-up', detail: { excluded: 'withdrawn' } }));
  }

  /** At its follow-up, by phone: the grade and what else was said, that the citizen refused to talk, or null when nobody could be reached. */
  async followUp(id: string, grade: Grade | 'refused' | null, said: Said = {}): Promise<void> {
    await this.act(id, 'followUpOpened', () => ({ to: 'follow-up', detail: { excluded: null } }));
    if (grade === null) {
      const detail = { attempt: 3, result: 'no-answer', unreachable: true } as const;
      await this.act(id, 'contactTried', () => ({ to: 'followed-up', detail }));
    } else if (grade === 'refused') {
      const detail = { attempt: 1, result: grade, unreachable: false, excluded: grade } as const;
      await this.act(id, 'contactTried', () => ({ to: 'followed-up', detail }));
    } else {
      const to = isDissatisfied(grade) ? 'dissatisfied' : 'followed-up';
      await this.act(id, 'graded', () => ({ to, detail: { grade, ...said } }));
    }
  }

  /** 不满意 has opened the first rework: the department gets a second slip and solves the matter. */
  async reworked(id: string, department: string, dueAt: string): Promise<void> {
    const detail = { round: 1, clockId: 'case:2', previousClockId: 'case' };
    await this.act(id, 'reworkOpened', () => ({ to: 'accepted', detail }));
    const dispatchId = await this.dispatch(id, department, dueAt);
    await this.act(id, 'replied', (complaint, at) => ({
      to: 'replied',
      clocks: [endClock(clockOf(complaint, dispatchClock(dispatchId))!, at)],
      detail: { dispatchId, department, outcome: 'solved', final: true, late: false },
    }));
  }
}

const BLANK = {
  type: null,
  channel: 'window',
  matterKinds: ['repeated-visits'],
  accused: [],
  confidential: false,
  handler: 'clerk-1',
  leadDepartment: null,
  departments: [],
  acceptedAt: null,
  closedAt: null,
  overdue: false,
} satisfies Partial<Complaint>;

function newClock(clockId: string, kind: CaseClock['kind'], department: string | null, at: string, dueAt: string) {
  const deadline = { dueAt, yellowAt: null, provisional: false, calendarVersion: 'test' };
  return startClock({ clockId, kind, department }, at, deadline);
}
