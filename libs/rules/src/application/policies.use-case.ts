import type { PolicyView, ReprojectionView, SetPolicyBody } from '@bancheng/contracts/http/rules';
import { instantAt, localDateOf } from '@bancheng/domain';
import {
  CLOCK,
  conflict,
  decodeCursor,
  InjectUnitOfWork,
  InjectDataSource,
  pageOf,
  Problem,
  unprocessable,
  type Actor,
  type Clock,
  type CommandContext,
  type Page,
  type PageQuery,
  type UnitOfWork,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { insertPolicy, lockRules, readPolicies, readPolicyInForce } from '../infrastructure/policies.js';
import { askReprojection, reprojectionView } from '../infrastructure/reprojection-jobs.js';

const position = z.strictObject({ version: z.int().positive() });
const MOST = 2_147_483_647;

/** The policy of the caller's jurisdiction: which is in force, which there were, the next one, and moving open cases to it. */
@Injectable()
export class Policies {
  constructor(
    @InjectUnitOfWork('rules') private readonly unitOfWork: UnitOfWork,
    @InjectDataSource('rules') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the policy in force now, and the number of the version made last: what a change is based on */
  inForce({ jurisdiction }: Actor): Promise<{ current: PolicyView; latest: number }> {
    return readPolicyInForce(this.dataSource.manager, jurisdiction, this.clock.now());
  }

  /** All versions that were made, effective ones and planned ones, the newest first. */
  async history({ jurisdiction }: Actor, { cursor, limit }: PageQuery): Promise<Page<PolicyView>> {
    const before = decodeCursor(cursor, position)?.version ?? MOST;
    const rows = await readPolicies(this.dataSource.manager, jurisdiction, before, limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => row,
      ({ version }) => ({ version }),
    );
  }

  /**
   * Makes the next version, effective at once or from the beginning of a later day on; a planned one is replaced by another
   * made for the same day. Cases registered before keep theirs.
   * @param seen the number of the version made last, as the caller saw it
   * @throws Problem 412 `stale-version`; 422 `effective-date-past`
   */
  set(command: CommandContext, seen: number, { effectiveFrom, note, policy }: SetPolicyBody): Promise<PolicyView> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      await lockRules(tx);
      const now = this.clock.now();
      const { latest } = await readPolicyInForce(tx, jurisdiction, now);
      if (latest !== seen) throw stalePolicy();
      if (effectiveFrom !== undefined && effectiveFrom <= localDateOf(now)) {
        throw unprocessable('effective-date-past', '生效日期须在今天以后', '要即刻生效，请不填生效日期。').at(
          '/effectiveFrom',
        );
      }
      const made: PolicyView = {
        ...{ jurisdiction, version: latest + 1, note, madeBy: subject, madeAt: now, policy },
        effectiveFrom: effectiveFrom === undefined ? now : instantAt(effectiveFrom, '00:00'),
      };
      await insertPolicy(tx, made);
      return made;
    });
  }

  /**
   * Moves the jurisdiction's open cases to its policy in force, in the background, one act a case.
   * @throws Problem 409 `policy-not-in-force` for any other version
   */
  reproject(command: CommandContext, version: number): Promise<ReprojectionView> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      await lockRules(tx);
      const askedAt = this.clock.now();
      const { current } = await readPolicyInForce(tx, jurisdiction, askedAt);
      if (current.version !== version) {
        throw conflict('policy-not-in-force', '该版本规则现在没有生效', `现行版本为 ${current.version}。`);
      }
      const asked = { because: 'policy', jurisdiction, fromVersion: null, askedBy: subject, askedAt } as const;
      return reprojectionView(await askReprojection(tx, { ...asked, toVersion: String(version) }));
    });
  }
}

function stalePolicy(): Problem {
  return new Problem({ status: 412, code: 'stale-version', title: '规则已有新版本，请刷新后再办' });
}
