import {
  DEFAULT_HALL_POLICY,
  WorkingCalendar,
  type CalendarData,
  type CaseRules,
  type HallPolicy,
} from '@bancheng/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { officialCalendarData } from './calendar/official-calendar.js';
import { CALENDAR_IN_FORCE, policyInForce } from './rules.sql.js';

/** The first and last years whose official notice the product ships with. */
const FIRST_YEAR = 2024;
const LAST_YEAR = 2026;

/** The policy of a jurisdiction that has not set one: the source's figures. */
export const BUILT_IN_POLICY = 0;
/** The calendar in force until an admin takes another: the notices the product ships with. */
export const BUILT_IN_CALENDAR: CalendarData = officialCalendarData(FIRST_YEAR, LAST_YEAR);
export const BUILT_IN_RULES: CaseRules = {
  policy: DEFAULT_HALL_POLICY,
  calendar: new WorkingCalendar(BUILT_IN_CALENDAR),
};

/** For how long a reader's remaining days may come from a calendar since replaced; acts always use the one in force. */
const SHOWN_FOR_MS = 5_000;

/** Which rules: a jurisdiction's policy, and a calendar; null for the one that the product ships with. */
export interface RuleVersions {
  policyVersion: number;
  calendarVersion: string | null;
}

/**
 * The rules cases are judged by. Policies and calendars are rows that never change, so each is read once a process; which
 * of them a case follows comes with its row at every act.
 */
@Injectable()
export class HallRules {
  private readonly known = new Map<string, CaseRules>();
  /** What was in force in a jurisdiction when this process last registered there. */
  private readonly lastSeen = new Map<string, RuleVersions>();
  private shown = BUILT_IN_RULES.calendar;
  private shownSince = -Infinity;

  /** The rules of these versions. @throws Error when one does not exist */
  async of(tx: EntityManager, jurisdiction: string, versions: RuleVersions): Promise<CaseRules> {
    const rules = await this.find(tx, jurisdiction, versions);
    if (rules === null) throw new Error(`No policy or calendar ${jurisdiction}/${JSON.stringify(versions)}`);
    return rules;
  }

  /** The same; null where one does not exist, for example a calendar that an older build shipped with. */
  async find(
    tx: EntityManager,
    jurisdiction: string,
    { policyVersion, calendarVersion }: RuleVersions,
  ): Promise<CaseRules | null> {
    if (policyVersion === BUILT_IN_POLICY && calendarVersion === null) return BUILT_IN_RULES;
    const key = `${jurisdiction}/${policyVersion}/${calendarVersion}`;
    let rules = this.known.get(key) ?? null;
    if (rules === null) {
      const policy = await readPolicy(tx, jurisdiction, policyVersion);
      const data = await readCalendar(tx, calendarVersion);
      if (policy === null || data === null) return null;
      rules = { policy, calendar: new WorkingCalendar(data, policy.officeHours) };
      this.known.set(key, rules);
    }
    return rules;
  }

  /** What a registration there may expect to be in force; the statement that opens the case has the last word. */
  expected(jurisdiction: string): RuleVersions {
    return this.lastSeen.get(jurisdiction) ?? { policyVersion: BUILT_IN_POLICY, calendarVersion: null };
  }

  see(jurisdiction: string, versions: RuleVersions): void {
    this.lastSeen.set(jurisdiction, versions);
  }

  /** The policy in force in a jurisdiction at `at` (UTC). */
  async policyInForce(tx: EntityManager, jurisdiction: string, at: string): Promise<HallPolicy> {
    const [row] = await tx.query<{ version: number }[]>(`select ${policyInForce('$1', '$2::timestamptz')} as version`, [
      jurisdiction,
      at,
    ]);
    return (await this.of(tx, jurisdiction, { policyVersion: row!.version, calendarVersion: null })).policy;
  }

  /** The calendar in force, a few seconds old at most, for readers who are shown remaining working days. */
  async calendarInForce(tx: EntityManager): Promise<WorkingCalendar> {
    if (performance.now() - this.shownSince > SHOWN_FOR_MS) {
      const [row] = await tx.query<{ version: string | null }[]>(`select ${CALENDAR_IN_FORCE} as version`);
      const versions = { policyVersion: BUILT_IN_POLICY, calendarVersion: row!.version };
      this.shown = (await this.of(tx, '', versions)).calendar;
      this.shownSince = performance.now();
    }
    return this.shown;
  }
}

/** A figure that was added to policies after this one was made has the source's value. */
async function readPolicy(tx: EntityManager, jurisdiction: string, version: number): Promise<HallPolicy | null> {
  if (version === BUILT_IN_POLICY) return DEFAULT_HALL_POLICY;
  const [row] = await tx.query<{ policy: Partial<HallPolicy> }[]>(
    'select policy from casebook.policy where jurisdiction = $1 and version = $2',
    [jurisdiction, version],
  );
  return row === undefined ? null : { ...DEFAULT_HALL_POLICY, ...row.policy };
}

async function readCalendar(tx: EntityManager, version: string | null): Promise<CalendarData | null> {
  if (version === null || version === BUILT_IN_CALENDAR.version) return BUILT_IN_CALENDAR;
  const [row] = await tx.query<{ data: CalendarData }[]>('select data from casebook.calendar where version = $1', [
    version,
  ]);
  return row?.data ?? null;
}
