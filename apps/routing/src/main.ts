import { databaseSection, runApp, temporalSection } from '@bancheng/platform';
import { RoutingAppModule } from './routing-app.module.js';

await runApp(RoutingAppModule, { title: '办成：转办', version: '1' }, [
  databaseSection('routing'),
  databaseSection('supervision'),
  databaseSection('transfer'),
  databaseSection('directory'),
  temporalSection,
]);
