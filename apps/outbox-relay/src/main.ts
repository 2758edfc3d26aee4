import { RelayModule } from '@bancheng/relay';
import {
  databaseSection,
  housekeepingSection,
  kafkaSection,
  runApp,
  sweepSection,
  temporalSection,
} from '@bancheng/platform';

await runApp(RelayModule, { title: '办成：投递与运维', version: '1' }, [
  databaseSection('relay'),
  temporalSection,
  kafkaSection,
  sweepSection,
  housekeepingSection,
]);
