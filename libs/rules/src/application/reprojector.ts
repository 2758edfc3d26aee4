import { setTimeout as sleep } from 'node:timers/promises';
import { firstChangedDay, type CalendarData } from '@bancheng/domain';
import { CLOCK, InjectDataSource, LOGGER, safeError, type Clock, type Logger } from '@bancheng/platform';
import { BUILT_IN_CALENDAR, casesRunningOn, casesUnderOtherPolicies, type Complaint } from '@bancheng/casebook';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dataOf, readCalendar } from '../infrastructure/calendars.js';
import { endPass, nextReprojection, noteProgress, type ReprojectionJob } from '../infrastructure/reprojection-jobs.js';
import { CaseReprojection } from './case-reprojection.js';
import { ReprojectCase } from './reproject-case.use-case.js';

const BATCH_CASES = 100;
/** Session advisory lock of the one process that works on re-projections, as an operator sees it in `pg_locks`. */
const OWNER_LOCK = [7_230_003, 1];

/**
 * Carries out re-projections, in one process at a time, one case a transaction and never more than half of the time, so that
 * people's requests come through. Where it stopped, killed or not, it goes on: a case that was done is not done again.
 */
@Injectable()
export class Reprojector {
  constructor(
    @InjectDataSource('rules') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly cases: ReprojectCase,
    private readonly reprojection: CaseReprojection,
  ) {}

  /**
   * One pass over the open cases for the oldest job, if no other process is working on it. A job is done when a second or
   * later pass found nothing to do: by then it has seen the cases that were being written while the rules changed.
   */
  async pass(signal: AbortSignal): Promise<void> {
    if ((await nextReprojection(this.dataSource.manager)) === null) return;
    const owner = this.dataSource.createQueryRunner();
    try {
      const [row] = (await owner.query('select pg_try_advisory_lock($1, $2) as held', OWNER_LOCK)) as {
        held: boolean;
      }[];
      if (!row!.held) return;
      const job = await nextReprojection(this.dataSource.manager);
      if (job !== null) await this.work(job, signal);
    } finally {
      await owner.query('select pg_advisory_unlock_all()').catch(() => undefined); // with its connection it is free too
      await owner.release();
    }
  }

  private async work(job: ReprojectionJob, signal: AbortSignal): Promise<void> {
    const tx = this.dataSource.manager;
    const candidates = await this.candidates(job);
    let { after, passCases } = job;
    while (!signal.aborted) {
      const started = performance.now();
      const cases = await candidates(after);
      const batch = await this.batch(job, cases);
      passCases += batch.cases;
      after = cases.at(-1)?.id ?? after;
      await noteProgress(tx, job.id, { after, looked: cases.length, ...batch });
      // a batch that is not full is the last one: what is registered meanwhile is counted by the new rules
      if (cases.length < BATCH_CASES) return this.endPass(job, passCases);
      await sleep(performance.now() - started, undefined, { signal }).catch(() => undefined);
    }
  }

  private async endPass(job: ReprojectionJob, passCases: number): Promise<void> {
    const done = passCases === 0 && job.pass > 1;
    await endPass(this.dataSource.manager, job.id, done ? this.clock.now() : null);
    if (done) this.logger.info({ job: job.id, because: job.because }, 're-projection finished');
  }

  private async batch(job: ReprojectionJob, cases: readonly Complaint[]) {
    const done = { cases: 0, clocks: 0, failed: 0 };
    for (const complaint of cases) {
      try {
        const clocks = (await this.concerns(job, complaint)) ? await this.cases.execute(job, complaint.id) : null;
        if (clocks === null) continue;
        done.cases += 1;
        done.clocks += clocks;
      } catch (error) {
        await this.dataSource.query('select 1'); // fails too when the database is down: the pass begins again later
        this.logger.error(
          { err: safeError(error), caseId: complaint.id, job: job.id },
          'a case could not be re-projected',
        );
        done.failed += 1;
      }
    }
    return done;
  }

  /** Whether there is anything to record: a case whose deadlines stay is not even locked. */
  private async concerns({ because, fromVersion, toVersion }: ReprojectionJob, complaint: Complaint): Promise<boolean> {
    if (because === 'policy') return true;
    const change = { from: fromVersion!, to: toVersion, at: this.clock.now() };
    return (await this.reprojection.underCalendar(this.dataSource.manager, complaint, change)).length > 0;
  }

  private async candidates(job: ReprojectionJob): Promise<(after: string | null) => Promise<readonly Complaint[]>> {
    const tx = this.dataSource.manager;
    const limit = BATCH_CASES;
    if (job.because === 'policy') {
      return (after) => casesUnderOtherPolicies(tx, job.jurisdiction!, Number(job.toVersion), { after, limit });
    }
    const firstDay = firstChangedDay(await this.data(job.fromVersion!), await this.data(job.toVersion));
    return (after) => (firstDay === null ? Promise.resolve([]) : casesRunningOn(tx, firstDay, { after, limit }));
  }

  private async data(version: string): Promise<CalendarData> {
    const calendar =
      version === BUILT_IN_CALENDAR.version ? null : await readCalendar(this.dataSource.manager, version);
    return calendar === null ? BUILT_IN_CALENDAR : dataOf(calendar);
  }
}
