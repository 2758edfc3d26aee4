import { SLIP_END_LABELS } from '@bancheng/contracts/http/labels';
import type { SlipEnd } from '@bancheng/contracts/http/slips';
import { badRequest, conflict, forbidden, notFound, Problem, unprocessable } from '@bancheng/platform';

export const dispatchNotFound = () => notFound('dispatch-not-found', '没有这张转办单');
export const extensionNotFound = () => notFound('extension-not-found', '没有这个延期申请');
export const returnNotFound = () => notFound('return-not-found', '没有待裁定的退回');

export const departmentRepeated = () => unprocessable('department-repeated', '同一承办单位不能重复转办');
export const alreadyDispatched = (codes: readonly string[]) =>
  conflict('already-dispatched', '该承办单位已有未办毕的转办单', `部门代码：${codes.join('、')}`);
export const meetingRequired = () => conflict('meeting-required', '复杂事项须先召开联席会议再转办');
export const leadDiffers = () => unprocessable('lead-differs', '牵头部门与已确定的不一致').at('/lead');
export const leadNotDispatched = () => unprocessable('lead-not-dispatched', '牵头部门须在承办单位之中');

export const alreadySigned = () => conflict('already-signed', '该转办单已签收');
export const progressOnlyForComplex = () =>
  unprocessable('progress-only-for-complex', '仅复杂事项可以只反馈办理进度').at('/outcome');

export const notReplied = () => conflict('not-replied', '该转办单还没有反馈');
export const alreadyReplied = () => conflict('already-replied', '已反馈的不能退回');
export const returnTooLate = () => conflict('return-too-late', '已超过一个工作日，不能退回');
export const returnPending = () => conflict('return-pending', '已退回，待领导裁定');
export const returnRefused = () => conflict('return-refused', '领导已裁定由该部门承办，不能退回');
export const proposedOwn = () => unprocessable('proposed-own', '建议的承办单位不能是本部门').at('/proposedDepartment');
export const returnAlreadyRuled = () => conflict('return-already-ruled', '该退回已裁定');
export const returnMoot = () => conflict('return-moot', '该转办单已反馈或者已结束，无须裁定');

export const deadlineNotFound = () => notFound('deadline-not-found', '没有这个期限，或者不由您申请延期');
export const notAtTheWindow = () =>
  conflict('not-at-the-window', '该件不在窗口办理', '已转办的由承办单位申请延期，已转交的就代办机构的期限申请。');
export const deadlinePassed = () => conflict('deadline-passed', '期限已过，不能再申请延期');
export const clockEnded = () => conflict('clock-ended', '该期限已结束，无须延期');
export const extensionPending = () => conflict('extension-pending', '已有待审批的延期申请');
export const extensionOverCap = (left: number) =>
  unprocessable('extension-over-cap', '延期超过上限', `还可延长 ${left} 个工作日。`).at('/workingDays');
export const extensionDecided = () => conflict('extension-already-decided', '该延期申请已审批');
export const extensionWithdrawn = () => conflict('extension-withdrawn', '该延期申请已撤回');

export const signalMalformed = () => badRequest('signal-malformed', '信号内容不符合要求');
export const signalUnknown = () => badRequest('signal-unknown', '没有这种信号');
export const signallerUnknown = () => forbidden('unknown-signaller', '发送人不在信号发送人名单中');
export const signallerUnauthorised = () => forbidden('signaller-unauthorised', '发送人不能代表该部门或者作此审批');

/** @throws Problem 409 `dispatch-ended`, which says what became of the slip (`endedAs`) */
export function refuseEnded({ endedAs }: { endedAs: SlipEnd | null }): void {
  if (endedAs === null) return;
  throw new Problem({
    status: 409,
    code: 'dispatch-ended',
    title: '该部门的办理已结束',
    detail: `${SLIP_END_LABELS[endedAs]}。`,
    members: { endedAs },
  });
}
