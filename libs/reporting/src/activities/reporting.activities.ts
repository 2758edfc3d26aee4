import type { ReportingActivities } from '@bancheng/contracts';
import type { ComposeSupervisionReports } from '../application/compose-supervision-reports.use-case.js';

/** What the engine asks of reporting. */
export function reportingActivities(composing: ComposeSupervisionReports): ReportingActivities {
  return { composeSupervisionReports: ({ at }) => composing.execute(at) };
}
