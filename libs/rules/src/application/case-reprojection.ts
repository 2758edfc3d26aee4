import { BUILT_IN_CALENDAR, HallRules, type Complaint } from '@bancheng/casebook';
import { reprojected, type CaseClock, type CaseRules } from '@bancheng/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What to count a case's open clocks anew by. */
export interface Target {
  after: CaseRules;
  /** The calendar taken for clocks whose own is not known any more, because an older build shipped with it. */
  fallback: string;
  at: string;
}

/** Counts the clocks of one case anew. */
@Injectable()
export class CaseReprojection {
  constructor(private readonly rules: HallRules) {}

  /** The clocks that change; each was counted by the calendar it names and the case's present policy. */
  async changed(tx: EntityManager, complaint: Complaint, { after, fallback, at }: Target): Promise<CaseClock[]> {
    const known = new Map<string, CaseRules>();
    for (const { calendarVersion } of complaint.clocks) {
      if (!known.has(calendarVersion)) {
        known.set(calendarVersion, await this.rulesOf(tx, complaint, calendarVersion, fallback));
      }
    }
    const before = ({ calendarVersion }: CaseClock) => known.get(calendarVersion)!;
    return reprojected(complaint.clocks, { before, after, type: complaint.type, at });
  }

  /** What taking the calendar `to` in place of `from` would change, judged without a lock. */
  async underCalendar(
    tx: EntityManager,
    complaint: Complaint,
    { from, to, at }: { from: string; to: string; at: string },
  ) {
    const { jurisdiction, policyVersion } = complaint;
    const after = await this.rules.of(tx, jurisdiction, { policyVersion, calendarVersion: to });
    return this.changed(tx, complaint, { after, fallback: from, at });
  }

  private async rulesOf(tx: EntityManager, { jurisdiction, policyVersion }: Complaint, own: string, fallback: string) {
    const rules = await this.rules.find(tx, jurisdiction, { policyVersion, calendarVersion: own });
    return rules ?? this.rules.of(tx, jurisdiction, { policyVersion, calendarVersion: fallback });
  }

  /** The policy of a case under the calendar in force by which `rules` were given. */
  underPolicy(tx: EntityManager, jurisdiction: string, policyVersion: number, rules: CaseRules): Promise<CaseRules> {
    const { version } = rules.calendar;
    const calendarVersion = version === BUILT_IN_CALENDAR.version ? null : version;
    return this.rules.of(tx, jurisdiction, { policyVersion, calendarVersion });
  }
}
