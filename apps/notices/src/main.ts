import { noticeSection, NoticesModule } from '@bancheng/notices';
import { databaseSection, kafkaSection, runApp, temporalSection } from '@bancheng/platform';

await runApp(NoticesModule, { title: '办成：通知', version: '1' }, [
  databaseSection('notices'),
  kafkaSection,
  temporalSection,
  noticeSection,
]);
