import { databaseSection, kafkaSection, runApp, temporalSection } from '@bancheng/platform';
import { housekeepingSection, RelayModule, sweepSection } from '@bancheng/relay';

await runApp(RelayModule, { title: '办成：投递与运维', version: '1' }, [
  databaseSection('relay'),
  temporalSection,
  kafkaSection,
  sweepSection,
  housekeepingSection,
]);
