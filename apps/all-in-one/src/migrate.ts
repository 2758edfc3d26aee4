import { foldAnew } from '@bancheng/casebook';
import {
  Config,
  createDataSource,
  databaseSection,
  ownerDatabaseSection,
  runMigrations,
  runProgram,
  SERVICES,
  type ServiceName,
} from '@bancheng/platform';
import { migrations } from './migrations.js';

/** Brings the database up to date as its owner, then ends: the chart's migration Job, and `npm start` before the app. */
await runProgram(async () => {
  const config = Config.load(process.env, [ownerDatabaseSection, ...SERVICES.map(databaseSection)]);
  const urls = Object.fromEntries(SERVICES.map((service) => [service, config.get(databaseSection(service)).url]));
  const { url } = config.get(ownerDatabaseSection);
  const ran = await runMigrations(url, migrations, urls as Record<ServiceName, string>);
  process.stdout.write(ran.length === 0 ? '数据库已是最新\n' : `已执行迁移：${ran.join('、')}\n`);

  // What older builds wrote is found at once by the present fold.
  const owner = await createDataSource({
    applicationName: 'bancheng-migrate',
    url,
    schema: 'casebook',
    entities: [],
  }).initialize();
  await foldAnew((sql, parameters) => owner.query(sql, parameters));
  await owner.destroy();
});
