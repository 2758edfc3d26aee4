import { migrations } from '@bancheng/all-in-one/migrations';
import { FakeClock, startServiceApp, TestCases, type Caller, type ServiceApp } from '@bancheng/testing';
import { JointMeetingModule } from '../src/index.js';

/** For Jest: a database and an application of their own take a while on a busy machine. */
export const STARTS_WITHIN_MS = 300_000;
/** 2026-03-02, a Monday, 9:00 in Shanghai. */
export const NOW = '2026-03-02T01:00:00.000Z';

export const TEXTS = {
  agenda: '研究企业搬迁后的登记问题',
  place: '三楼会议室',
  minutes: '由市场监管局牵头，五日内办结',
  decisions: '先办执照，后办产权',
  commitment: '三日内出具产权证明',
};

/** 联席会议 over HTTP, in jurisdiction 370406, with complex cases that are ready for one. */
export class Meetings {
  private constructor(
    readonly app: ServiceApp,
    readonly cases: TestCases,
    readonly clock: FakeClock,
  ) {}

  static async open(): Promise<Meetings> {
    const clock = new FakeClock(NOW);
    const app = await startServiceApp({ module: JointMeetingModule, services: ['joint-meeting'], migrations, clock });
    await app.putDepartments(['scjg', 'bdc', 'sw', 'ga', 'gjj', 'mz']);
    return new Meetings(app, await TestCases.on(app.database.ownerUrl, clock), clock);
  }

  async close(): Promise<void> {
    await this.cases.close();
    await this.app.close();
  }

  order(complaintIds: readonly string[], change: object = {}) {
    return {
      complaintIds,
      convener: 'office',
      at: '2026-03-03T01:00:00.000Z',
      place: TEXTS.place,
      departments: ['scjg', 'bdc', 'sw'],
      agenda: TEXTS.agenda,
      ...change,
    };
  }

  /** The report of a meeting that scjg and bdc came to, with scjg leading each of the cases. */
  report(complaintIds: readonly string[], decided: object = {}) {
    const attendance = [
      { department: 'scjg', as: 'attended' },
      { department: 'bdc', as: 'attended' },
      { department: 'sw', as: 'absent-with-leave' },
    ];
    const cases = complaintIds.map((complaintId) => ({
      complaintId,
      leadDepartment: 'scjg',
      decisions: TEXTS.decisions,
      ...decided,
    }));
    return { attendance, minutes: TEXTS.minutes, cases };
  }

  /** Convenes a meeting for these cases, new ones where none are given. */
  async convened(complaintIds?: readonly string[], change: object = {}) {
    const ids = complaintIds ?? [await this.cases.accept('complex')];
    const { body } = await this.posted(this.app.as('clerk'), '/v1/joint-meetings', this.order(ids, change));
    return { ids, caseId: ids[0]!, act: body, url: `/v1/joint-meetings/${body.meetingId}` };
  }

  /** A meeting held for one new case, with a commitment of bdc of three working days. */
  async committed(orders: readonly object[] = [{ department: 'bdc', text: TEXTS.commitment, workingDays: 3 }]) {
    const convened = await this.convened();
    const report = this.report(convened.ids, { commitments: orders });
    await this.posted(this.app.as('clerk'), `${convened.url}/hold`, report);
    const { body } = await this.app.as('clerk').get(convened.url);
    return { ...convened, commitments: body.commitments, id: body.commitments[0]?.commitmentId };
  }

  /** @throws Error unless it was taken */
  async posted(caller: Caller, url: string, body: unknown) {
    const answer = await caller.post(url, body);
    if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  department(department: string, more: object = {}): Caller {
    return this.app.as('department', { department, subject: `${department}-person`, ...more });
  }

  /** The department is stopped, as the admin does; put first where it is not there. */
  async stopped(code: string): Promise<void> {
    await this.app.ownerQuery(
      `insert into casebook.department (jurisdiction, code, name, active) values ('370406', $1, '部门', false)
       on conflict (jurisdiction, code) do update set active = false`,
      [code],
    );
  }

  /** Sends a department a slip of the case, as routing would. */
  async dispatch(caseId: string, department = 'scjg'): Promise<void> {
    const dispatchId = '00000000-0000-4000-8000-00000000d15b';
    const slip = { dispatchId, department, requirement: 'five-working-days', lead: true } as const;
    await this.cases.act(caseId, 'dispatched', {
      detail: { dispatches: [{ ...slip, dueAt: '2026-03-09T09:00:00.000Z' }], departments: [department] },
      patch: { departments: [department], leadDepartment: department },
    });
  }

  /** The final reply to that slip. */
  async reply(caseId: string): Promise<void> {
    const dispatchId = '00000000-0000-4000-8000-00000000d15b';
    const detail = { dispatchId, department: 'scjg', outcome: 'solved', final: true, late: false } as const;
    await this.cases.act(caseId, 'replied', { detail, to: 'replied' });
  }

  /** The citizen takes the case back: its clocks end, as intake has them end. */
  async withdraw(caseId: string): Promise<void> {
    const { clocks } = await this.caseOf(caseId);
    const at = this.clock.now();
    const ended = clocks.map((clock) => ({ ...clock, endedAt: clock.endedAt ?? at }));
    await this.cases.act(caseId, 'withdrawn', { detail: { confirmedBy: 'phone' }, clocks: ended });
  }

  async caseOf(caseId: string) {
    const [row] = await this.app.ownerQuery<{ status: string; seq: number; lead: string | null; clocks: any[] }>(
      'select status, seq, lead_department as lead, clocks from casebook.complaint where id = $1',
      [caseId],
    );
    return row!;
  }

  /** What was recorded of the case since its acceptance. */
  async actsOf(caseId: string) {
    const rows = await this.app.ownerQuery<{ kind: string; detail: any; role: string }>(
      'select kind, detail, role from casebook.act where case_id = $1 order by seq',
      [caseId],
    );
    return rows.slice(2);
  }
}
