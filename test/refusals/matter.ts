import { randomUUID } from 'node:crypto';
import type { ActKind, CaseClock, CaseStatus } from '@bancheng/domain';
import type { Answer } from '@bancheng/testing';
import { CALLS, type CalledCase, type Services } from '../walk/calls.js';
import { newCase, type ModelCase } from '../walk/case.js';

/** What a case has that can be spoken of, as the services' rows have it. */
interface Rows {
  seq: number;
  status: CaseStatus;
  clocks: CaseClock[];
  slips: { id: string; department: string }[];
  extensions: { id: string; clock: string }[];
  meetings: string[];
  transfers: string[];
  calls: string[];
  instructions: string[];
}

const ROWS_SQL = `
select c.seq, c.status, c.clocks,
  array(select jsonb_build_object('id', d.id, 'department', d.department) from routing.dispatch d
    where d.case_id = c.id order by d.department, d.sent_at, d.ended_at nulls last) as slips,
  array(select jsonb_build_object('id', e.id, 'clock', e.clock_id) from routing.extension e
    where e.case_id = c.id order by e.asked_at) as extensions,
  array(select m.meeting_id from joint_meeting.meeting_case m where m.case_id = c.id order by m.added_at) as meetings,
  array(select t.id from transfer.transfer t where t.case_id = c.id order by t.id) as transfers,
  array(select f.id from supervision.task_force_call f where f.case_id = c.id order by f.called_at) as calls,
  array(select i.id from supervision.instruction i where i.case_id = c.id order by i.id) as instructions
from casebook.complaint c where c.id = $1`;

/** Other cases of the same citizen: one to be merged under, one to be a repetition of. */
export interface Others {
  first: string;
  earlier: string;
}

/** The services and their rows. */
export interface RealServices extends Services {
  query<T>(sql: string, parameters: unknown[]): Promise<T[]>;
}

/** One case with the real services and no model beside it: what may be asked of it is read from its rows. */
export class Matter implements CalledCase {
  readonly handler = 'clerk-1';
  readonly one: ModelCase = newCase();
  rows!: Rows;

  private constructor(
    private readonly services: RealServices,
    readonly id: string,
    readonly number: string,
    readonly queryCode: string,
    readonly first: string,
    readonly earlier: string,
  ) {}

  static async register(services: RealServices, { first, earlier }: Others): Promise<Matter> {
    const { id, number, queryCode } = await registered(services);
    return new Matter(services, id!, number!, queryCode!, first, earlier).look();
  }

  /** Reads the rows anew. */
  async look(): Promise<this> {
    this.rows = (await this.services.query<Rows>(ROWS_SQL, [this.id]))[0]!;
    const { seq, slips, extensions, transfers } = this.rows;
    const unsent = {
      lead: false,
      requirement: 'immediate' as const,
      sentAt: '',
      signed: false,
      outcome: null,
      ended: null,
    };
    // Only how many acts there are is asked of them, and when the citizen was told of a transfer.
    const act = { seq, kind: 'transferred', at: FIRST_DAY, status: 'accepted', clocks: [], choice: null } as const;
    this.one.acts = Array.from({ length: seq }, () => act);
    // What a case does not have is asked for by ids that nobody has.
    this.one.slips =
      slips.length === 0
        ? [{ id: randomUUID(), department: 'scjg', ...unsent }]
        : slips.map((slip) => ({ ...slip, ...unsent }));
    this.one.extensions = extensions.map((asked) => ({ ...asked, workingDays: 1, state: 'pending' }));
    this.one.transfers = (transfers.length === 0 ? [randomUUID()] : transfers).map((id) => ({
      id,
      from: 'accepted',
      acknowledged: false,
    }));
    return this;
  }

  /** Asks for an act as the person whose it is. */
  ask(kind: ActKind, choice: object): Promise<Answer> {
    return CALLS[kind]!(this.services, this, choice);
  }

  /** The same for one that must be taken. */
  async must(kind: ActKind, choice: object = {}): Promise<void> {
    const { status, body } = await this.ask(kind, choice);
    if (status >= 300) throw new Error(`${kind} ${JSON.stringify(choice)}: ${status} ${JSON.stringify(body)}`);
    await this.look();
  }
}

/** When these cases are registered: a Monday, 9:00 in Shanghai. */
export const FIRST_DAY = '2026-03-02T01:00:00.000Z';

/** Registers one more case of the same citizen. */
export async function registered({ app }: Services): Promise<Record<string, string>> {
  const { status, body } = await app.as('clerk').post('/v1/complaints', {
    ...{ name: '测试七', phone: '13000000007', matterKinds: ['application-blocked'], channel: 'window' },
    ...{ record: '办不了营业执照。', claim: '尽快办出。' },
  });
  if (status !== 201) throw new Error(`register: ${status} ${JSON.stringify(body)}`);
  return body as Record<string, string>;
}
