import { databaseSection, runApp, temporalSection } from '@bancheng/platform';
import { RoutingModule } from '@bancheng/routing';

await runApp(RoutingModule, { title: '办成：转办', version: '1' }, [databaseSection('routing'), temporalSection]);
