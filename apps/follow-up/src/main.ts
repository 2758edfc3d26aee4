import { queryCodeSection } from '@bancheng/casebook';
import { FollowUpModule } from '@bancheng/follow-up';
import { databaseSection, runApp, temporalSection } from '@bancheng/platform';

await runApp(FollowUpModule, { title: '办成：回访', version: '1' }, [
  databaseSection('follow-up'),
  temporalSection,
  queryCodeSection,
]);
