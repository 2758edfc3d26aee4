import { Casebook, ENGINE_COMMAND, type ActDraft, type EffectSource, type Complaint } from '@bancheng/casebook';
import { isDeadline, type CaseClock } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, Problem, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { ReprojectionJob } from '../infrastructure/reprojection-jobs.js';
import { CaseReprojection } from './case-reprojection.js';

/** Counts one open case's deadlines anew, by one act that keeps the old deadlines and the reason. */
@Injectable()
export class ReprojectCase {
  constructor(
    @InjectUnitOfWork('rules') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly reprojection: CaseReprojection,
  ) {}

  /**
   * At most one act a job and case, however often it is tried. The engine hears of it like of any act of a person.
   * @returns how many clocks it changed; null when there was nothing to record, or the case has been closed meanwhile
   */
  async execute(job: ReprojectionJob, caseId: string): Promise<number | null> {
    const source: EffectSource = {
      subject: job.askedBy,
      role: job.because === 'calendar' ? 'installation-admin' : 'admin',
      origin: 'api',
      effectKey: `reprojected:${job.id}`,
    };
    try {
      return await this.unitOfWork.run(ENGINE_COMMAND, async (tx) => {
        const reference = { caseId, jurisdiction: job.jurisdiction };
        const { act } = await this.casebook.recordEffect(
          tx,
          reference,
          source,
          'deadlinesReprojected',
          async (complaint, at, rules) => {
            const { policyVersion } = complaint;
            const version = job.because === 'policy' ? Number(job.toVersion) : policyVersion;
            const after = await this.reprojection.underPolicy(tx, complaint.jurisdiction, version, rules);
            const fallback = job.fromVersion ?? after.calendar.version;
            const clocks = await this.reprojection.changed(tx, complaint, { after, fallback, at });
            if (clocks.length === 0 && version === policyVersion)
              throw conflict('nothing-to-reproject', '期限没有变动');
            return draftOf(job, complaint, clocks, version);
          },
        );
        return act.clocks.length;
      });
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return null;
      throw error;
    }
  }
}

function draftOf(
  { because, fromVersion, toVersion }: ReprojectionJob,
  complaint: Complaint,
  clocks: CaseClock[],
  policyVersion: number,
): ActDraft<'deadlinesReprojected'> {
  const old = new Map(complaint.clocks.map((clock) => [clock.clockId, clock]));
  const moved = clocks.flatMap(({ clockId, dueAt }) => {
    const oldDueAt = old.get(clockId)!.dueAt;
    return oldDueAt === dueAt ? [] : [{ clockId, oldDueAt, newDueAt: dueAt }];
  });
  const unmarked = clocks.filter((clock) => isDeadline(clock) && clock.overdueAt === null);
  const takenBack = unmarked.map(({ clockId }) => clockId).filter((clockId) => old.get(clockId)!.overdueAt !== null);
  return {
    detail: {
      ...{ because, fromVersion: fromVersion ?? String(complaint.policyVersion), toVersion, moved },
      ...(takenBack.length > 0 && { takenBack }),
    },
    clocks,
    patch: { policyVersion },
  };
}
