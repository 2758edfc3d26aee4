import { casebookMigrations } from '@bancheng/casebook';
import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { routingMigrations } from './index.js';

const all = routingMigrations.migrations as { name: string }[];
const earlier = all.slice(
  0,
  all.findIndex(({ name }) => name === 'DepartmentsToCasebook1764600700000'),
) as never[];
/** Up to the one that moves them. */
const migrations = all.slice(0, earlier.length + 1) as never[];

describe('departments that an earlier build knew', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase([casebookMigrations, { ...routingMigrations, migrations: earlier }]);
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(
      `insert into routing.department (jurisdiction, code, name, active, version)
       values ('370406', 'scjg', '市场监督管理局', true, 1), ('370403', 'scjg', '审批局', false, 4)`,
    );
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  async function migrated(step: (source: DataSource) => Promise<unknown>): Promise<void> {
    const { schema } = routingMigrations;
    const source = await new DataSource({ type: 'postgres', url: database.ownerUrl, schema, migrations }).initialize();
    await step(source).finally(() => source.destroy());
  }

  const rowsOf = async (schema: string) =>
    (await owner.query(`select jurisdiction, code, name, active, version from ${schema}.department order by 1`)).rows;

  it('stand in the casebook’s directory, there and back again', async () => {
    const before = await rowsOf('routing');
    for (let times = 0; times < 2; times += 1) {
      await migrated((source) => source.runMigrations());
      expect(await rowsOf('casebook')).toEqual(before);
      await expect(rowsOf('routing')).rejects.toMatchObject({ code: '42P01' });
      await migrated((source) => source.undoLastMigration());
      expect(await rowsOf('routing')).toEqual(before);
    }
  });
});
