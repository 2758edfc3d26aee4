import { databaseSection, kafkaSection, runApp, temporalSection } from '@bancheng/platform';
import { ReportingModule, supervisionReportSection } from '@bancheng/reporting';

await runApp(ReportingModule, { title: '办成：报表', version: '1' }, [
  databaseSection('reporting'),
  kafkaSection,
  temporalSection,
  supervisionReportSection,
]);
