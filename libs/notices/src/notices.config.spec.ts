import { Config } from '@bancheng/platform';
import { noticeSection } from './notices.config.js';

describe('the configuration of notices', () => {
  it('wants a mail server and a sender together, and takes the gateways one by one', () => {
    expect(() => Config.load({ SMTP_URL: 'smtps://u:p@mail.example' }, [noticeSection])).toThrow(/NOTICE_FROM：须与/);
    expect(() => Config.load({ NOTICE_FROM: 'a@b.cn' }, [noticeSection])).toThrow(/NOTICE_FROM：须与/);
    const env = { SMTP_URL: 'smtp://mail.example:25', NOTICE_FROM: 'a@b.cn', NOTICE_GATEWAY_SUBJECTS: 'one, two,' };
    expect(Config.load(env, [noticeSection]).get(noticeSection)).toEqual({
      smtp: { url: 'smtp://mail.example:25', from: 'a@b.cn' },
      citizenChannel: 'sms',
      gatewaySubjects: ['one', 'two'],
    });
    expect(Config.load({}, [noticeSection]).get(noticeSection)).toMatchObject({ smtp: null, gatewaySubjects: [] });
  });
});
