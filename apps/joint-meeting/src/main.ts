import { JointMeetingModule } from '@bancheng/joint-meeting';
import { databaseSection, runApp } from '@bancheng/platform';

await runApp(JointMeetingModule, { title: '办成：联席会议', version: '1' }, [databaseSection('joint-meeting')]);
