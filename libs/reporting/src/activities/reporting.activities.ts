import type { ReportingActivities } from '@bancheng/contracts';
import type { ComposeSupervisionReports } from '../application/compose-supervision-reports.use-case.js';
import type { SupervisionReports } from '../application/supervision-reports.query.js';

/** What the engine asks of reporting. */
export function reportingActivities(
  composing: ComposeSupervisionReports,
  reports: SupervisionReports,
): ReportingActivities {
  return {
    composeSupervisionReports: ({ at }) => composing.execute(at),
    supervisionReportsMade: ({ at }) => reports.madeFor(at),
  };
}
