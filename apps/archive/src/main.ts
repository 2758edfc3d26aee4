import { ArchiveModule } from '@bancheng/archive';
import { databaseSection, runApp, temporalSection } from '@bancheng/platform';

await runApp(ArchiveModule, { title: '办成：归档', version: '1' }, [databaseSection('archive'), temporalSection]);
