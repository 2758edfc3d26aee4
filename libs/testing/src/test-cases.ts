import { randomUUID } from 'node:crypto';
import {
  Casebook,
  HallRules,
  type ActDraft,
  type ActSource,
  type Complaint,
  type RecordedAct,
  type SharedText,
} from '@bancheng/casebook';
import type { ActKind, ComplaintType } from '@bancheng/domain';
import { createDataSource } from '@bancheng/platform';
import type { DataSource } from 'typeorm';
import type { FakeClock } from './fake-clock.js';

/** The 办理专员 of every test case, unless an act names someone else. */
export const HANDLER: ActSource = { subject: 'clerk-1', role: 'clerk', origin: 'api' };

type Filed = 'jurisdiction' | 'anonymous' | 'confidential' | 'handler' | 'matterKinds' | 'accused' | 'clocks';
/** What a test case may differ in; `record` is its 情况记录. */
export type TestMatter = Partial<Pick<Complaint, Filed>> & { record?: string };

/** A matter about the conduct of these departments. */
export function conductOf(...departments: string[]): Required<Pick<TestMatter, 'matterKinds' | 'accused'>> {
  return { matterKinds: ['conduct'], accused: departments.map((department) => ({ department, subject: null })) };
}

/**
 * Brings cases to where a service's own part begins, by the casebook itself and without the services around it: they may not
 * know each other, in tests neither. Clocks are left out unless they are given.
 */
export class TestCases {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly casebook: Casebook,
  ) {}

  /** @param ownerUrl the database's owner, who may write all of the casebook */
  static async on(ownerUrl: string, clock: FakeClock): Promise<TestCases> {
    const source = createDataSource({ applicationName: 'test-cases', url: ownerUrl, schema: 'casebook', entities: [] });
    return new TestCases(await source.initialize(), new Casebook(clock, new HallRules()));
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  /** 王小明 of 13800000000 registers a matter; anonymously without name and number. */
  async register(matter: TestMatter = {}): Promise<string> {
    const { jurisdiction = '370406', handler = HANDLER.subject, clocks = [], record = '三次到窗口均未受理' } = matter;
    const { anonymous = false, confidential = false } = matter;
    const { matterKinds = ['repeated-visits'], accused = [] } = matter;
    const kind = { channel: 'window', matterKinds, anonymous, confidential } as const;
    const act = await this.dataSource.transaction((tx) =>
      this.casebook.openCase(tx, HANDLER, jurisdiction, (at) => ({
        complaint: {
          ...{ ...kind, accused },
          id: randomUUID(),
          type: null,
          handler,
          leadDepartment: null,
          departments: [],
          registeredAt: at,
          acceptedAt: null,
          closedAt: null,
          clocks,
          overdue: false,
        },
        particulars: {
          name: anonymous ? null : '王小明',
          reporter: { kind: 'person' },
          phone: anonymous ? null : '13800000000',
          phoneGiven: null,
          otherContact: null,
          record,
          claim: '请尽快办理',
          suggestions: null,
          ...{ serviceItem: null, serviceItemName: null, applicationNumber: null },
          accusedPersons: accused.map(() => null),
        },
        detail: { ...kind, attachments: 0 },
      })),
    );
    return act.caseId;
  }

  /** Registers and accepts a matter. */
  async accept(type: ComplaintType, matter: TestMatter = {}): Promise<string> {
    const caseId = await this.register(matter);
    await this.act(caseId, 'accepted', { detail: { type }, patch: { type } });
    return caseId;
  }

  /** Registers, accepts, dispatches to `department`, which solves it: the case awaits its follow-up. */
  async reply(type: ComplaintType, department = 'scjg', matter: TestMatter = {}): Promise<string> {
    const caseId = await this.accept(type, matter);
    const dispatchId = randomUUID();
    const slip = { dispatchId, department, requirement: 'two-working-days', lead: true } as const;
    await this.act(caseId, 'dispatched', {
      detail: { dispatches: [{ ...slip, dueAt: '2026-03-04T09:00:00.000Z' }], departments: [department] },
      patch: { departments: [department] },
    });
    await this.act(
      caseId,
      'replied',
      {
        detail: { dispatchId, department, outcome: 'solved', final: true, late: false },
        to: 'replied',
      },
      { subject: 'department-1', role: 'department', origin: 'api' },
    );
    return caseId;
  }

  /** A text as if it had been said with the act `seq`. */
  async say(caseId: string, { seq, kind, ref, body }: SharedText): Promise<void> {
    const insert = 'insert into casebook.shared_text (case_id, seq, kind, ref, body) values ($1, $2, $3, $4, $5)';
    await this.dataSource.query(insert, [caseId, seq, kind, ref, body]);
  }

  /** Records any act the status table allows. */
  async act<K extends ActKind>(
    caseId: string,
    kind: K,
    draft: ActDraft<NoInfer<K>>,
    source: ActSource = HANDLER,
  ): Promise<RecordedAct> {
    const { act } = await this.dataSource.transaction((tx) =>
      this.casebook.recordAct(tx, { caseId, jurisdiction: null }, source, kind, () => draft),
    );
    return act;
  }
}
