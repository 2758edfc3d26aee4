import { queryCodeSection } from '@bancheng/casebook';
import { noticeSection } from '@bancheng/notices';
import { databaseSection, kafkaSection, runApp, SERVICES, temporalSection } from '@bancheng/platform';
import { housekeepingSection, sweepSection } from '@bancheng/relay';
import { supervisionReportSection } from '@bancheng/reporting';
import { AllInOneModule } from './all-in-one.module.js';

await runApp(AllInOneModule, { title: '办成', version: '1' }, [
  ...SERVICES.map(databaseSection),
  temporalSection,
  kafkaSection,
  queryCodeSection,
  supervisionReportSection,
  sweepSection,
  housekeepingSection,
  noticeSection,
]);
