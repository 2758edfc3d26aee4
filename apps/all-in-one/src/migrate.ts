import {
  Config,
  databaseSection,
  ownerDatabaseSection,
  runMigrations,
  SERVICES,
  type ServiceName,
} from '@bancheng/platform';
import { migrations } from './migrations.js';

/** Brings the database up to date as its owner, then ends: the chart's migration Job, and `npm start` before the app. */
const config = Config.load(process.env, [ownerDatabaseSection, ...SERVICES.map(databaseSection)]);
const urls = Object.fromEntries(SERVICES.map((service) => [service, config.get(databaseSection(service)).url]));
const ran = await runMigrations(config.get(ownerDatabaseSection).url, migrations, urls as Record<ServiceName, string>);
process.stdout.write(ran.length === 0 ? '数据库已是最新\n' : `已执行迁移：${ran.join('、')}\n`);
