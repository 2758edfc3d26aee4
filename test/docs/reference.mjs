import { ArchiveModule } from '@bancheng/archive';
import { FollowUpModule } from '@bancheng/follow-up';
import { IntakeAppModule } from '@bancheng/intake-app';
import { JointMeetingModule } from '@bancheng/joint-meeting';
import { NoticesModule } from '@bancheng/notices';
import { RelayModule } from '@bancheng/relay';
import { ReportingModule } from '@bancheng/reporting';
import { RoutingAppModule } from '@bancheng/routing-app';
import { asyncApi } from './asyncapi.mjs';
import { openApiOf } from './openapi.mjs';
import { rooms } from './rooms.mjs';
import { statusTable } from './status-table.mjs';

/** Every program that answers HTTP, by its folder under `apps/`. @type {Record<string, import('./openapi.mjs').NestModule>} */
const SERVICES = {
  intake: IntakeAppModule,
  routing: RoutingAppModule,
  'joint-meeting': JointMeetingModule,
  'follow-up': FollowUpModule,
  archive: ArchiveModule,
  reporting: ReportingModule,
  notices: NoticesModule,
  'outbox-relay': RelayModule,
};

/**
 * The whole reference, drawn from the code.
 * @returns {Promise<Map<string, string>>} text by path under `docs/reference`
 */
export async function buildReference() {
  const files = new Map([
    ['asyncapi.json', json(asyncApi())],
    ['rooms.md', rooms()],
    ['status-table.md', statusTable()],
    ['openapi/bancheng.json', json(await openApiOf('all-in-one', Object.values(SERVICES)))],
  ]);
  for (const [app, module] of Object.entries(SERVICES)) {
    files.set(`openapi/${app}.json`, json(await openApiOf(app, [module])));
  }
  return files;
}

/** @param {object} document */
function json(document) {
  return `${JSON.stringify(document, null, 2)}\n`;
}
