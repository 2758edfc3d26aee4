import { Config } from '@bancheng/platform';
import { supervisionReportSection } from './reporting.config.js';

describe('the configuration of reporting', () => {
  it.each(['0 9 * * 1', '30 8 * * MON-FRI', '*/5 9,10 1-7 * *'])('takes the cron %s for the report', (cron) => {
    const config = Config.load({ SUPERVISION_REPORT_CRON: cron }, [supervisionReportSection]);
    expect(config.get(supervisionReportSection)).toEqual({ cron });
  });

  it.each(['0 0 9 * * 1', '@weekly', '0 9 * *', '每周一'])('refuses %s for the report', (cron) => {
    const load = () => Config.load({ SUPERVISION_REPORT_CRON: cron }, [supervisionReportSection]);
    expect(load).toThrow('SUPERVISION_REPORT_CRON：应为五段 cron');
  });
});
