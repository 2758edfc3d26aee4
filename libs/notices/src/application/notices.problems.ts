import { conflict, forbidden, notFound, Problem } from '@bancheng/platform';

export const noticeNotFound = () => notFound('notice-not-found', '没有这条通知');
export const noticeNotRecorded = () => conflict('notice-not-recorded', '该通知不在待发箱中');
export const noticeNotFailed = () =>
  conflict('notice-not-failed', '该通知无须重发', '只有失败的，以及因没有地址或者号码不能收短信而未发的通知可以重发。');
export const noticeNotToBeCalled = () =>
  conflict(
    'notice-not-to-be-called',
    '该通知无须电话告知',
    '只有号码不能收短信、还没有打过电话的通知可以记为已电话告知。',
  );
export const notTheGateway = () =>
  forbidden('not-the-gateway', '不是本系统登记的通知网关', '可取走通知的网关由配置 NOTICE_GATEWAY_SUBJECTS 指定。');

export const staleVersion = () =>
  new Problem({ status: 412, code: 'stale-version', title: '内容已被他人更新，请刷新后再办' });
export const alreadyExists = () =>
  new Problem({
    status: 428,
    code: 'if-match-required',
    title: '缺少 If-Match',
    detail: '已有此项，修改请先取得最新内容及其 ETag。',
  });
