import { randomUUID } from 'node:crypto';
import { migrations } from '@bancheng/all-in-one/migrations';
import { QueryCodes, type ActSource } from '@bancheng/casebook';
import { DirectoryModule } from '@bancheng/directory';
import { ACCEPTANCE_CLOCK, caseClockRef, endClock, startClock, type CaseClock, type Grade } from '@bancheng/domain';
import {
  FakeClock,
  HANDLER,
  startServiceApp,
  TestCases,
  type Answer,
  type Caller,
  type ServiceApp,
  type TestMatter,
} from '@bancheng/testing';
import { CloseCase } from '@bancheng/casebook';
import { Module } from '@nestjs/common';
import { OpenFollowUp } from '../src/application/open-follow-up.use-case.js';
import { OpenRework } from '../src/application/open-rework.use-case.js';
import { FollowUpModule } from '../src/index.js';

/** A working day; the next two are working days too. */
export const MONDAY = '2026-03-02T09:00:00+08:00';

@Module({ imports: [FollowUpModule, DirectoryModule] })
class DeskModule {}

/** 回访 and the directory over HTTP on a database of its own; the engine's part is done by hand. */
export class Desk {
  private constructor(
    readonly app: ServiceApp,
    readonly cases: TestCases,
    readonly clock: FakeClock,
  ) {}

  static async open(): Promise<Desk> {
    const clock = new FakeClock(MONDAY);
    const services = ['follow-up', 'directory'] as const;
    const app = await startServiceApp({ module: DeskModule, services, migrations, clock });
    return new Desk(app, await TestCases.on(app.database.ownerUrl, clock), clock);
  }

  async close(): Promise<void> {
    await this.cases.close();
    await this.app.close();
  }

  officer(subject = 'officer-1'): Caller {
    return this.app.as('follow-up-officer', { subject });
  }

  post(who: Caller, caseId: string, act: string, body: unknown): Promise<Answer> {
    return who.post(`/v1/follow-ups/${caseId}/${act}`, body);
  }

  /** What the engine does next; a refusal fails the test. */
  async followUp(caseId: string, round = 1): Promise<string> {
    expect(await this.app.provider(OpenFollowUp).execute(caseId, round)).toMatchObject({ refused: null });
    return caseId;
  }

  async rework(caseId: string, round: number): Promise<void> {
    expect(await this.app.provider(OpenRework).execute(caseId, round)).toMatchObject({ refused: null });
  }

  async closeCase(caseId: string, round = 1): Promise<string> {
    expect(await this.app.provider(CloseCase).execute(caseId, round)).toMatchObject({ refused: null });
    return caseId;
  }

  /** A general matter that its department solved, with a case clock that ended; in follow-up. */
  async answered(matter: TestMatter = {}): Promise<string> {
    return this.followUp(await this.cases.reply('general', 'scjg', { clocks: this.clocks(), ...matter }));
  }

  async declined(matter: TestMatter = {}): Promise<string> {
    const caseId = await this.cases.register(matter);
    await this.cases.act(caseId, 'declined', { detail: { reason: 'petition' } });
    return this.followUp(caseId);
  }

  /** Followed up to this grade and closed, where a grade closes. */
  async closed(grade: Grade = 'satisfied', matter: TestMatter = {}): Promise<string> {
    const caseId = await this.answered(matter);
    expect((await this.post(this.officer(), caseId, 'grade', { grade })).status).toBe(200);
    return this.closeCase(caseId);
  }

  /** Called in vain on three days, and so closed without a grade. */
  async unreached(caseId: string): Promise<string> {
    for (const day of ['02', '03', '04']) {
      this.clock.set(`2026-03-${day}T10:00:00+08:00`);
      expect((await this.post(this.officer(), caseId, 'tries', { result: 'busy' })).status).toBe(200);
    }
    return this.closeCase(caseId);
  }

  /** Dispatched once more and solved, after a rework or a reopening. */
  async handleAgain(caseId: string): Promise<void> {
    const slip = { dispatchId: randomUUID(), department: 'scjg' } as const;
    const sent = { ...slip, requirement: 'two-working-days', lead: true, dueAt: this.clock.now() } as const;
    await this.cases.act(caseId, 'dispatched', { detail: { dispatches: [sent], departments: ['scjg'] } });
    const detail = { ...slip, outcome: 'solved', final: true, late: false } as const;
    const department: ActSource = { ...HANDLER, subject: 'department-1', role: 'department' };
    await this.cases.act(caseId, 'replied', { detail, to: 'replied' }, department);
  }

  async caseOf(caseId: string): Promise<Record<string, any>> {
    const [row] = await this.app.ownerQuery<Record<string, any>>(
      `select c.*, (select jsonb_agg(jsonb_build_object('kind', kind, 'actor', actor, 'detail', detail) order by seq)
         from casebook.act a where a.case_id = c.id) as acts from casebook.complaint c where c.id = $1`,
      [caseId],
    );
    return row!;
  }

  /** What the citizen has in hand. */
  async slipOf(caseId: string): Promise<{ number: string; queryCode: string }> {
    const { number } = await this.caseOf(caseId);
    return { number, queryCode: this.app.provider(QueryCodes).of(caseId) };
  }

  /** The case's item in the list of 回访; undefined where it is not in it. */
  async itemOf(caseId: string, query = 'state=open', who = this.officer()): Promise<any> {
    const { body } = await who.get(`/v1/follow-ups?limit=100&${query}`);
    return body.items.find((item: { complaintId: string }) => item.complaintId === caseId);
  }

  /** The clocks of a matter whose handling has just ended. */
  clocks(): CaseClock[] {
    const at = this.clock.now();
    const deadline = { dueAt: '2126-03-04T09:00:00.000Z', yellowAt: null, provisional: false, calendarVersion: 'test' };
    const started = [
      startClock({ ...ACCEPTANCE_CLOCK, department: null }, at, deadline),
      startClock({ ...caseClockRef(1), department: null }, at, deadline),
    ];
    return started.map((clock) => endClock(clock, at));
  }
}
