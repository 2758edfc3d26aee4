import { randomInt, randomUUID } from 'node:crypto';
import type { ActDetail } from '@bancheng/contracts';
import { ACCEPTANCE_CLOCK, startClock, type ActKind, type CaseClock } from '@bancheng/domain';
import { createDataSource, roleOf, type Clock, type ServiceName } from '@bancheng/platform';
import { createTestDatabase, FakeClock, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import {
  Casebook,
  HallRules,
  casebookMigrations,
  type ActDraft,
  type ActSource,
  type CaseReference,
  type NewComplaint,
  type NewParticulars,
  type RecordedAct,
} from '../src/index.js';

export const MORNING = '2026-03-02T01:00:00.000Z';
export const CLERK: ActSource = { subject: 'clerk-1', role: 'clerk', origin: 'api' };

interface Acting {
  source?: ActSource;
  reference?: Partial<CaseReference>;
}
type Registering = Partial<NewComplaint['complaint']> & {
  jurisdiction?: string;
  particulars?: Partial<NewParticulars>;
};

/** A casebook on a database of its own, written as a service writes it, under a role that owns nothing. */
export class CaseRecords {
  /** One of this test's own, so that no other test has workflows of the same number. */
  readonly jurisdiction = String(randomInt(100_000, 1_000_000));
  private readonly sources = new Map<ServiceName, Promise<DataSource>>();

  private constructor(
    readonly database: TestDatabase,
    readonly owner: Client,
    readonly clock: Clock,
    readonly casebook: Casebook,
  ) {}

  static async open(clock: Clock = new FakeClock(MORNING)): Promise<CaseRecords> {
    const database = await createTestDatabase([casebookMigrations]);
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return new CaseRecords(database, owner, clock, new Casebook(clock, new HallRules()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.sources.values()].map(async (source) => (await source).destroy()));
    await this.owner.end();
    await this.database.drop();
  }

  /** Connections as this service's role. */
  as(service: ServiceName): Promise<DataSource> {
    const known = this.sources.get(service);
    if (known !== undefined) return known;
    const source = createDataSource({
      applicationName: `test-${roleOf(service)}`,
      url: this.database.serviceUrls[service],
      schema: 'casebook',
      entities: [],
    }).initialize();
    this.sources.set(service, source);
    return source;
  }

  /** One transaction of intake's. */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return (await this.as('intake')).transaction(work);
  }

  /** Rows as the owner sees them. */
  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.owner.query(sql, parameters)).rows as T[];
  }

  register(given: Registering = {}): Promise<RecordedAct & { number: string }> {
    return this.transaction((tx) => this.registerIn(tx, given));
  }

  registerIn(tx: EntityManager, given: Registering = {}): Promise<RecordedAct & { number: string }> {
    const { jurisdiction = this.jurisdiction, ...matter } = given;
    return this.casebook.openCase(tx, CLERK, jurisdiction, (at) => this.newComplaint(at, matter));
  }

  act<K extends ActKind>(
    caseId: string,
    kind: K,
    draft: ActDraft<NoInfer<K>>,
    acting: Acting = {},
  ): Promise<RecordedAct> {
    return this.transaction((tx) => this.actIn(tx, caseId, kind, draft, acting));
  }

  async actIn<K extends ActKind>(
    tx: EntityManager,
    caseId: string,
    kind: K,
    draft: ActDraft<NoInfer<K>>,
    { source = CLERK, reference = {} }: Acting = {},
  ): Promise<RecordedAct> {
    const whole = { caseId, jurisdiction: this.jurisdiction, ...reference };
    const { effectKey } = source;
    const { act } = await (effectKey === undefined
      ? this.casebook.recordAct<K>(tx, whole, source, kind, () => draft)
      : this.casebook.recordEffect<K>(tx, whole, { ...source, effectKey }, kind, () => draft));
    return act;
  }

  /** An act that may be repeated for ever and leaves the case where it stands. */
  handOver(caseId: string, acting: Acting = {}): Promise<RecordedAct> {
    return this.act(caseId, 'handedOver', HANDED_OVER, acting);
  }

  /**
   * From registration to the archive without a citizen's grade; nobody is told of it but by the rows. All at once: a run that heard
   * of the first act alone would wait for services that are not there.
   */
  async finish(caseId: string): Promise<void> {
    const by = (effectKey: string): Acting => ({
      source: { subject: 'engine', role: 'engine', origin: 'engine', effectKey },
    });
    await this.transaction(async (tx) => {
      await this.actIn(tx, caseId, 'declined', { detail: { reason: 'petition' }, clocks: [] });
      const excluded = { detail: { excluded: 'anonymous' }, to: 'followed-up' } as const;
      await this.actIn(tx, caseId, 'followUpOpened', excluded, by('follow-up-opened'));
      await this.actIn(tx, caseId, 'closed', { detail: {} }, by('closed'));
      await this.actIn(tx, caseId, 'archived', { detail: ARCHIVED }, by('archived'));
    });
  }

  newComplaint(at: string, { particulars, ...complaint }: Registering = {}): NewComplaint {
    const whole: NewComplaint['complaint'] = {
      id: randomUUID(),
      type: null,
      channel: 'window',
      matterKinds: ['repeated-visits'],
      accused: [],
      anonymous: false,
      confidential: false,
      handler: 'clerk-1',
      leadDepartment: null,
      departments: [],
      registeredAt: at,
      acceptedAt: null,
      closedAt: null,
      clocks: [clockFrom(at)],
      overdue: false,
      ...complaint,
    };
    const { channel, matterKinds, anonymous, confidential } = whole;
    return {
      complaint: whole,
      particulars: { ...PARTICULARS, ...particulars },
      detail: { channel, matterKinds, anonymous, confidential, attachments: 0 },
    };
  }
}

export const HANDED_OVER = { detail: { from: 'clerk-1', to: 'clerk-2' } } satisfies ActDraft<'handedOver'>;
const ARCHIVED: ActDetail<'archived'> = { catalogueNumber: 'A-1', retention: '10-years', absentClasses: [] };
export const PARTICULARS: NewParticulars = {
  name: '王小明',
  reporter: { kind: 'person' },
  phone: '13800000000',
  phoneGiven: '138 0000 0000',
  otherContact: null,
  record: '王小明三次到窗口办理不动产登记未果，电话13800000000',
  claim: '请王小明所反映的登记尽快办结',
  suggestions: '建议回电 138-0000-0000',
  ...{ serviceItem: null, serviceItemName: null, applicationNumber: null },
  accusedPersons: [],
};

/** An acceptance clock that ends in a hundred years: no alarm disturbs a test. */
export function clockFrom(at: string): CaseClock {
  return startClock({ ...ACCEPTANCE_CLOCK, department: null }, at, {
    dueAt: '2126-03-03T09:00:00.000Z',
    yellowAt: null,
    provisional: false,
    calendarVersion: 'test',
  });
}
