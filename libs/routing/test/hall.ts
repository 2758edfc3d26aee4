import { migrations } from '@bancheng/all-in-one/migrations';
import { BUILT_IN_RULES } from '@bancheng/casebook';
import {
  caseClockRef,
  caseDeadline,
  startClock,
  type CaseClock,
  type ComplaintType,
  DEFAULT_HALL_POLICY,
  type HallPolicy,
} from '@bancheng/domain';
import { RoutingAppModule } from '@bancheng/routing-app';
import { FakeClock, startServiceApp, TestCases, type ServiceApp, type TestMatter } from '@bancheng/testing';

/** For Jest: a database and an application of their own take a while on a busy machine. */
export const STARTS_WITHIN_MS = 300_000;
export const MONDAY = '2026-03-02T09:00:00+08:00';
/** The close of business of this day in March 2026, as the API writes it. */
export const marchClose = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;

/** The problem of one refused field of the body. */
export const field = (code: string, pointer: string) => ({ code, errors: [{ in: 'body', pointer, code }] });

export interface SlipOrder {
  department: string;
  requirement?: string;
  [field: string]: unknown;
}

/** The routing service over HTTP with cases that are ready for it, in jurisdiction 370406 with the departments scjg, bdc and yb. */
export class Hall {
  private constructor(
    readonly app: ServiceApp,
    readonly cases: TestCases,
    readonly clock: FakeClock,
  ) {}

  static async open(): Promise<Hall> {
    const clock = new FakeClock(MONDAY);
    const services = ['routing', 'supervision', 'transfer', 'directory'] as const;
    const app = await startServiceApp({ module: RoutingAppModule, services, migrations, clock });
    const hall = new Hall(app, await TestCases.on(app.database.ownerUrl, clock), clock);
    for (const code of ['scjg', 'bdc', 'yb']) {
      await app.as('admin').put(`/v1/departments/${code}`, { name: `部门 ${code}`, active: true });
    }
    return hall;
  }

  /** The hall's policy as it is changed while the case is open: by rows, as re-projection leaves them. */
  async changePolicy(caseId: string, policy: Partial<HallPolicy>): Promise<void> {
    await this.app.ownerQuery(
      `with made as (
         insert into casebook.policy (jurisdiction, version, effective_from, policy, made_by, made_at)
         select jurisdiction, coalesce((select max(version) from casebook.policy), 0) + 1, now(), $2, 'admin-1', now()
         from casebook.complaint where id = $1 returning version)
       update casebook.complaint c set policy_version = made.version from made where c.id = $1`,
      [caseId, JSON.stringify({ ...DEFAULT_HALL_POLICY, ...policy })],
    );
  }

  async close(): Promise<void> {
    await this.cases.close();
    await this.app.close();
  }

  /** An accepted case with its own clock running; a complex one still awaits its meeting. */
  async accepted(type: ComplaintType, matter: TestMatter = {}): Promise<string> {
    const caseId = await this.cases.register(matter);
    const at = this.clock.now();
    const deadline = caseDeadline(type, at, BUILT_IN_RULES.policy, BUILT_IN_RULES.calendar);
    const clocks = [startClock({ ...caseClockRef(1), department: null }, at, deadline)];
    await this.cases.act(caseId, 'accepted', { detail: { type }, patch: { type, acceptedAt: at }, clocks });
    return caseId;
  }

  /** A complex case whose meeting named its lead department. */
  async met(leadDepartment: string, matter: TestMatter = {}): Promise<string> {
    const caseId = await this.accepted('complex', matter);
    const meetingId = '00000000-0000-4000-8000-000000000001';
    await this.cases.act(caseId, 'meetingConvened', {
      detail: { meetingId, departments: [leadDepartment] },
      to: 'meeting-convened',
    });
    const detail = { meetingId, leadDepartment, commitments: [] };
    await this.cases.act(caseId, 'meetingHeld', { detail, to: 'meeting-held', patch: { leadDepartment } });
    return caseId;
  }

  /** An answered case that the citizen was not content with, so that a second round is open until `dueAt`. */
  async reworked(caseId: string, dueAt: string): Promise<void> {
    await this.cases.act(caseId, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
    await this.cases.act(caseId, 'graded', { detail: { grade: 'dissatisfied' }, to: 'dissatisfied' });
    const id = { clockId: 'case:2', kind: 'case', department: null } as const;
    const deadline = { dueAt, yellowAt: null, provisional: false, calendarVersion: 'test' };
    await this.cases.act(caseId, 'reworkOpened', {
      detail: { round: 1, clockId: id.clockId, previousClockId: caseClockRef(1).clockId },
      to: 'accepted',
      clocks: [startClock(id, this.clock.now(), deadline)],
    });
  }

  /** The clerk's answer to sending these slips. */
  send(complaintId: string, orders: readonly SlipOrder[], more: Record<string, unknown> = {}) {
    const departments = orders.map((order) => ({ requirement: 'two-working-days', ...order }));
    return this.app.as('clerk').post('/v1/dispatches', { complaintId, departments, ...more });
  }

  /** Sends one slip to each department, to be done as soon as the case itself; their ids, in the same order. */
  async sent(complaintId: string, ...departments: string[]): Promise<string[]> {
    const complex = (await this.stateOf(complaintId)).type === 'complex';
    const requirement = complex ? 'five-working-days' : 'two-working-days';
    const orders = departments.map((department) => ({ department, requirement }) as const);
    const answer = await this.send(complaintId, orders);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.dispatches.map((dispatch: { dispatchId: string }) => dispatch.dispatchId);
  }

  /** A general case dispatched to scjg alone. */
  async dispatched(matter: TestMatter = {}): Promise<{ caseId: string; dispatchId: string }> {
    const caseId = await this.accepted('general', matter);
    const [dispatchId] = await this.sent(caseId, 'scjg');
    return { caseId, dispatchId: dispatchId! };
  }

  department(department = 'scjg') {
    return this.app.as('department', { department, subject: `${department}-person` });
  }

  reply(dispatchId: string, outcome = 'solved', department = 'scjg', more: Record<string, unknown> = {}) {
    const why = outcome === 'solved' ? {} : { reason: '流程尚未走完' };
    const body = { outcome, text: '已联系办理', ...why, ...more };
    return this.department(department).post(`/v1/dispatches/${dispatchId}/reply`, body);
  }

  /** A department asks for its slip. */
  async ask(dispatchId: string, workingDays: number, department = 'scjg', subject = `${department}-person`) {
    const [slip] = await this.app.ownerQuery<{ case_id: string }>(
      'select case_id from routing.dispatch where id = $1',
      [dispatchId],
    );
    const asker = this.app.as('department', { department, subject });
    return this.askFor(asker, slip!.case_id, `dispatch:${dispatchId}`, workingDays);
  }

  askFor(asker: Pick<ServiceApp['anyone'], 'post'>, complaintId: string, clockId: string, workingDays: number) {
    return asker.post('/v1/extensions', { complaintId, clockId, workingDays, reason: '需上级批复' });
  }

  decide(extensionId: string, granted: boolean, leader = 'leader-1') {
    return this.app.as('leader', { subject: leader }).post(`/v1/extensions/${extensionId}/decide`, { granted });
  }

  async stateOf(caseId: string) {
    const [row] = await this.app.ownerQuery<{
      status: string;
      type: ComplaintType | null;
      seq: number;
      overdue: boolean;
      departments: string[];
      kinds: string[];
      clocks: CaseClock[];
    }>(
      `select status, type, seq, overdue, departments, clocks,
         (select array_agg(kind order by seq) from casebook.act where case_id = c.id) as kinds
       from casebook.complaint c where id = $1`,
      [caseId],
    );
    return row!;
  }

  async clockOf(caseId: string, clockId: string) {
    return (await this.stateOf(caseId)).clocks.find((clock) => clock.clockId === clockId)!;
  }
}
