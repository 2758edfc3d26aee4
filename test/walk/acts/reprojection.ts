import { localDateOf } from '@bancheng/domain';
import { act, openClocks } from '../case.js';

/** 日历更新: open deadlines are counted anew. */
export const REPROJECTION_ACTS = {
  deadlinesReprojected: act<{ workingDays: number }>({
    by: 'person',
    choices: (one) => (openClocks(one).length > 0 ? [{ workingDays: 1 }] : []),
    apply: (one, { workingDays }, { rules: { calendar } }) => ({
      clocks: openClocks(one).map((clock) => {
        const { date } = calendar.addWorkingDays(localDateOf(clock.dueAt), workingDays);
        return { ...clock, dueAt: calendar.close(date) };
      }),
    }),
  }),
};
