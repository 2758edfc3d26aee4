import {
  databaseSection,
  housekeepingSection,
  kafkaSection,
  noticeSection,
  queryCodeSection,
  runApp,
  SERVICES,
  supervisionReportSection,
  sweepSection,
  temporalSection,
} from '@bancheng/platform';
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
