import { conflict, notFound, unprocessable } from '@bancheng/platform';

export const agencyUnknown = () => unprocessable('agency-unknown', '没有这个帮办代办机构').at('/agency');
export const agencyInactive = () => unprocessable('agency-inactive', '帮办代办机构已停用').at('/agency');
export const transferNotFound = () => notFound('transfer-not-found', '没有这次转交');
export const citizenNotTold = () =>
  unprocessable('citizen-not-told', '须先告知反映人，并写明如何、何时告知').at('/citizenTold');
/** @param pointer of the time in the body */
export const timeInFuture = (pointer: string) => unprocessable('time-in-future', '时间不能晚于现在').at(pointer);
export const acknowledgedBeforeTransfer = () =>
  unprocessable('time-before-transfer', '签收时间不能早于转交时间').at('/at');
export const transferEnded = () => conflict('transfer-ended', '该转交已结束');
export const transferAcknowledged = () => conflict('transfer-already-acknowledged', '代办机构已签收');
