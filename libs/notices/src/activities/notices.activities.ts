import type { NoticeActivities } from '@bancheng/contracts';
import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { NotTaken } from '../notice-channel.port.js';
import type { SendNotice } from '../application/send-notice.use-case.js';
import type { TellOfReport } from '../application/tell-of-report.use-case.js';

/** What a notice's workflow and the report's ask for; a refusal for good ends the tries, and only a code goes into the history. */
export function noticesActivities(sending: SendNotice, telling: TellOfReport): NoticeActivities {
  return {
    sendNotice: async (input) => {
      try {
        await sending.execute(input, new Date(activityInfo().scheduledTimestampMs).toISOString());
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error;
        const { code, forGood } = error;
        throw ApplicationFailure.create({ message: code, type: 'NotTaken', nonRetryable: forGood });
      }
    },
    giveUpNotice: (input) => sending.giveUp(input),
    tellOfReport: (input) => telling.execute(input),
  };
}
