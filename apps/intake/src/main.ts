import { IntakeModule } from '@bancheng/intake';
import { databaseSection, queryCodeSection, runApp, temporalSection } from '@bancheng/platform';

await runApp(IntakeModule, { title: '办成：受理', version: '1' }, [
  databaseSection('intake'),
  temporalSection,
  queryCodeSection,
]);
