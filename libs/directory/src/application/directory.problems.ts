import type { DepartmentOpenWork } from '@bancheng/contracts/http/departments';
import { conflict, notFound, Problem, unprocessable } from '@bancheng/platform';

export const departmentNotFound = () => notFound('department-not-found', '没有这个部门');
/** @param items the first due of them; the document carries them as `openWork`, with `total` */
export const departmentHasOpenWork = ({ total, items }: DepartmentOpenWork) =>
  new Problem({
    status: 409,
    code: 'department-has-open-work',
    title: '该部门还有未办结的转办单或者议定事项，不能停用',
    detail: `共 ${total} 项，请先办结、收回或者改派，或者指定承接部门（successor），涉及：${[...new Set(items.map(({ number }) => number))].join('、')}`,
    members: { total, openWork: items },
  });
export const successorSelf = () => unprocessable('successor-self', '承接部门不能是本部门').at('/successor');
export const agencyNotFound = () => notFound('agency-not-found', '没有这个帮办代办机构');
export const responsibilityNotFound = () => notFound('responsibility-not-found', '派单目录中没有这一项');
export const signallerNotFound = () => notFound('signaller-not-found', '没有这个信号发送人');
export const catalogueEntryNotFound = () => notFound('catalogue-entry-not-found', '目录中没有这一项');
export const catalogueFull = () => conflict('catalogue-full', '该目录已满，请先整理');
export const signallerNotBorneOut = () =>
  unprocessable(
    'signaller-not-borne-out',
    '与人员名录不符',
    '只有名录中在岗的领导可以用信号审批，领导不能代部门发信号。',
  ).at('/role');
export const personNotFound = () => notFound('person-not-found', '人员名录里没有这个人');
export const itemRepeated = () => conflict('item-repeated', '派单目录中已有这个事项');

export const staleVersion = () =>
  new Problem({ status: 412, code: 'stale-version', title: '内容已被他人更新，请刷新后再办' });
export const alreadyExists = () =>
  new Problem({
    status: 428,
    code: 'if-match-required',
    title: '缺少 If-Match',
    detail: '已有此项，修改请先取得最新内容及其 ETag。',
  });
