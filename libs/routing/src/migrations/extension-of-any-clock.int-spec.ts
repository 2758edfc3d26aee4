import { casebookMigrations } from '@bancheng/casebook';
import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { routingMigrations } from './index.js';

const all = routingMigrations.migrations as { name: string }[];
const earlier = all.slice(
  0,
  all.findIndex(({ name }) => name === 'ExtensionOfAnyClock1764930000000'),
) as never[];
const [CASE, SLIP, FIRST, SECOND, THIRD] = [0, 1, 2, 3, 4].map((n) => `01a0000${n}-0000-4000-8000-000000000000`);

describe('extensions of slips that an earlier build asked for', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase([casebookMigrations, { ...routingMigrations, migrations: earlier }]);
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(
      `insert into routing.dispatch (id, case_id, jurisdiction, department, requirement, lead, sent_at, position)
       values ($1, $2, '370406', 'scjg', 'two-working-days', true, '2026-03-02T01:00Z', 1)`,
      [SLIP, CASE],
    );
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  async function migrated(step: (source: DataSource) => Promise<unknown>): Promise<void> {
    const { schema } = routingMigrations;
    const migrations = all.slice(0, earlier.length + 1) as never[];
    const source = await new DataSource({ type: 'postgres', url: database.ownerUrl, schema, migrations }).initialize();
    await step(source).finally(() => source.destroy());
  }

  const ask = (id: string | undefined, column: 'dispatch_id' | 'clock_id', value: string | undefined) =>
    owner.query(
      `insert into routing.extension
         (id, case_id, jurisdiction, ${column}, department, working_days, reason, asked_by, asked_at, granted, decided_at)
       values ($1, $2, '370406', $3, 'scjg', 1, '理由', 'asker', now(), false, now())`,
      [id, CASE, value],
    );
  const rows = async (columns: string) =>
    (await owner.query(`select id, ${columns} from routing.extension order by id`)).rows as object[];

  it('are of the slip’s clock, and so are those that it asks for while both builds serve; there and back', async () => {
    await ask(FIRST, 'dispatch_id', SLIP);
    await migrated((source) => source.runMigrations());
    await ask(SECOND, 'dispatch_id', SLIP);
    await ask(THIRD, 'clock_id', `dispatch:${SLIP}`);
    const clock = { clock_id: `dispatch:${SLIP}`, dispatch_id: SLIP };
    const expected = [FIRST, SECOND, THIRD].map((id) => ({ id, ...clock }));
    expect(await rows('clock_id, dispatch_id')).toEqual(expected);
    await migrated((source) => source.undoLastMigration());
    expect(await rows('dispatch_id')).toEqual(expected.map(({ id }) => ({ id, dispatch_id: SLIP })));
  });
});
