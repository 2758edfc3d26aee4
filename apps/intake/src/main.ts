import { queryCodeSection } from '@bancheng/casebook';
import { databaseSection, runApp, temporalSection } from '@bancheng/platform';
import { IntakeAppModule } from './intake-app.module.js';

await runApp(IntakeAppModule, { title: '办成：受理', version: '1' }, [
  databaseSection('intake'),
  databaseSection('rules'),
  temporalSection,
  queryCodeSection,
]);
