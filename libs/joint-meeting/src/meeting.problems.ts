import { badRequest, conflict, forbidden, notFound, unprocessable } from '@bancheng/platform';

const listed = (codes: readonly string[]) => `部门代码：${codes.join('、')}`;

export const meetingNotFound = () => notFound('meeting-not-found', '没有这个联席会议');
export const commitmentNotFound = () => notFound('commitment-not-found', '没有这个议定事项');
export const notConvener = () => forbidden('not-convener', '只有会议的召集人可以办理');
export const oneVersion = () => badRequest('if-match-one-case', '一次召集多件时不能使用 If-Match');

export const convenerNotInvited = () => unprocessable('convener-not-invited', '召集部门须为参会部门').at('/convener');
export const convenerNotOwn = () => unprocessable('convener-not-own', '部门只能以本部门的名义召集').at('/convener');
export const notComplex = () => conflict('not-complex', '只有复杂事项召集联席会议');
export const alreadyOnAgenda = () => conflict('already-on-agenda', '该件已在会议议程中');

export const alreadyHeld = () => conflict('meeting-already-held', '会议已召开，不能再修改');
export const meetingCancelled = () => conflict('meeting-cancelled', '会议已取消');
export const meetingLapsed = () => conflict('meeting-lapsed', '会议研究的件都已撤回或者已反馈，无须召开');
export const notOnAgenda = () => unprocessable('case-not-on-agenda', '该件不在会议议程中，或者已不再由会议研究');

export const attendanceIncomplete = (codes: readonly string[]) =>
  unprocessable('attendance-incomplete', '通知参会的部门都须写明是否到会', listed(codes)).at('/attendance');
export const casesIncomplete = () =>
  unprocessable('cases-incomplete', '会议研究的每一件都须写明议定意见和牵头部门').at('/cases');
export const leadNotAttending = () => unprocessable('lead-not-attending', '牵头部门须为到会部门');
export const officeLeadsItself = () =>
  unprocessable('office-leads-itself', '由管理办公室牵头的，须由管理办公室报告会议');
export const leadDiffers = () => unprocessable('lead-differs', '已转办的件，牵头部门须与已确定的一致');
export const commitmentNotAtMeeting = (codes: readonly string[]) =>
  unprocessable('commitment-not-at-meeting', '负责议定事项的部门须为通知参会或者到会的部门', listed(codes));
export const commitmentEnded = () => conflict('commitment-ended', '该议定事项已结束');
