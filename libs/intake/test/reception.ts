import { randomUUID } from 'node:crypto';
import { migrations } from '@bancheng/all-in-one/migrations';
import { DirectoryModule } from '@bancheng/directory';
import { DEFAULT_HALL_POLICY } from '@bancheng/domain';
import { IntakeAppModule } from '@bancheng/intake-app';
import {
  FakeClock,
  startServiceApp,
  TestCases,
  until,
  type Answer,
  type Person,
  type ServiceApp,
} from '@bancheng/testing';
import { Module } from '@nestjs/common';

/** A working day; the next two are working days too. */
export const MONDAY = '2026-03-02T09:00:00+08:00';

/** A right 受理单. */
export const FORM = {
  name: '王小明',
  phone: '138 0000 0000',
  matterKinds: ['repeated-visits'],
  record: '三次到窗口办理食品经营许可，均未受理。',
  claim: '请尽快办理',
  channel: 'window',
};

/** What an answer that refuses must be: a problem with this code, in Chinese for people. */
export const problem = (status: number, code: string, errors?: unknown) =>
  expect.objectContaining({
    status,
    headers: expect.objectContaining({ 'content-type': expect.stringContaining('application/problem+json') as string }),
    body: expect.objectContaining({
      type: `urn:bancheng:problem:${code}`,
      status,
      code,
      title: expect.stringMatching(/\p{Script=Han}/u) as string,
      ...(errors === undefined ? {} : { errors }),
    }) as unknown,
  }) as unknown;

@Module({ imports: [IntakeAppModule, DirectoryModule] })
class ReceptionModule {}

/**
 * The intake service and the directory over HTTP on a database of its own, with scjg and bdc in jurisdiction 370406;
 * Temporal and Kafka are absent.
 */
export class Reception {
  private constructor(
    readonly app: ServiceApp,
    readonly cases: TestCases,
    readonly clock: FakeClock,
  ) {}

  static async open(): Promise<Reception> {
    const clock = new FakeClock(MONDAY);
    const services = ['intake', 'rules', 'directory'] as const;
    const app = await startServiceApp({ module: ReceptionModule, services, migrations, clock });
    await app.putDepartments(['scjg', 'bdc']);
    return new Reception(app, await TestCases.on(app.database.ownerUrl, clock), clock);
  }

  async close(): Promise<void> {
    await this.cases.close();
    await this.app.close();
  }

  /** The hall's first policy: the product's, with this 区号. */
  async setAreaCode(areaCode: string, jurisdiction = '370406'): Promise<void> {
    const policy = { ...DEFAULT_HALL_POLICY, areaCode };
    const answer = await this.app.as('admin', { jurisdiction }).post('/v1/policies', { policy }, { 'if-match': '"0"' });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  }

  /** Registers a matter as `clerk-1`, or as somebody else; what was answered. */
  async register(form: Record<string, unknown> = {}, person: Person = {}): Promise<any> {
    const answer = await this.app.as('clerk', person).post('/v1/complaints', { ...FORM, ...form });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  /** The clerk's act on a case: `accept`, `decline` or `answer`. */
  act(id: string, act: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.app.as('clerk').post(`/v1/complaints/${id}/${act}`, body, headers);
  }

  accept(id: string, type = 'general'): Promise<Answer> {
    return this.act(id, 'accept', { type });
  }

  /** A slip goes to each of these departments; the dispatches' ids, in the same order. */
  async dispatch(id: string, ...departments: string[]): Promise<string[]> {
    const dispatches = departments.map((department, index) => ({
      dispatchId: randomUUID(),
      department,
      requirement: 'two-working-days' as const,
      lead: index === 0,
      dueAt: '2026-03-04T09:00:00.000Z',
    }));
    await this.cases.act(id, 'dispatched', { detail: { dispatches, departments }, patch: { departments } });
    return dispatches.map((dispatch) => dispatch.dispatchId);
  }

  /** Every row of the casebook, the platform and what runs here, by table. */
  async rows(): Promise<Record<string, string[]>> {
    const tables = await this.app.ownerQuery<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('casebook', 'intake', 'rules', 'directory', 'platform') and table_type = 'BASE TABLE' order by 1`,
    );
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await this.app.ownerQuery<{ row: string }>(`select t::text as row from ${name} t order by 1`);
      rows[name] = found.map(({ row }) => row);
    }
    return rows;
  }

  /** Waits until this many transactions wait for a lock. */
  async waiting(count: number): Promise<void> {
    const waits = 'select count(distinct pid)::int as n from pg_locks where not granted';
    await until(async () => (await this.app.ownerQuery<{ n: number }>(waits))[0]!.n >= count);
  }

  /** The row of a case as the owner sees it. */
  async row(id: string): Promise<Record<string, any>> {
    const [row] = await this.app.ownerQuery<Record<string, any>>('select * from casebook.complaint where id = $1', [
      id,
    ]);
    return row!;
  }
}

/** All items of a paged list, read with pages of two. */
export async function allPages(page: (cursor: string | undefined) => Promise<Answer>): Promise<any[]> {
  const items: any[] = [];
  for (let cursor: string | undefined; ;) {
    const { body } = await page(cursor);
    items.push(...body.items);
    if (body.next === null) return items;
    cursor = body.next;
  }
}
