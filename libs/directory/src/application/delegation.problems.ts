import { conflict, forbidden, notFound, unprocessable } from '@bancheng/platform';

type Ended = 'revoked' | 'expired';

export const delegationNotFound = () => notFound('delegation-not-found', '没有这个委托');
export const delegationNotOwn = () => forbidden('delegation-not-own', '只能委托他人代行本人的审批，或者收回本人的委托');
export const delegatorNoLeader = () =>
  unprocessable('delegator-no-leader', '被代行的须为名录中的领导').at('/delegator');
export const deputyNotNamed = () =>
  unprocessable('deputy-not-named', '代行人须为名录中的领导，或者名录中该领导列出的代行人').at('/deputy');
export const confirmationNotYours = () =>
  forbidden('confirmation-not-yours', '委托须由被代行的领导本人，或者另一位管理员确认');
export const alreadyConfirmed = () => conflict('delegation-confirmed', '该委托已确认');
export const delegatorRequired = () => unprocessable('delegator-required', '须填写被代行的领导').at('/delegator');
export const delegationToSelf = () => unprocessable('delegation-to-self', '不能委托本人').at('/deputy');
export const delegationPast = () => unprocessable('delegation-past', '委托的截止日期已过').at('/to');
export const delegationOverlaps = () => conflict('delegation-overlaps', '该领导在此期间已委托他人代行');
export const delegationChain = () =>
  conflict('delegation-chain', '代行不能再委托', '该领导在此期间是他人的代行人，或者代行人在此期间已委托他人。');
export const delegationEnded = (ended: Ended) =>
  conflict(`delegation-${ended}`, ended === 'revoked' ? '该委托已收回' : '该委托已到期');

/** To a deputy whose delegation does not hold today. */
const NOT_HOLDING = {
  unconfirmed: '代行尚未确认',
  'not-started': '代行尚未开始',
  expired: '代行已到期',
  revoked: '代行已被收回',
} as const;
export const delegationNotHolding = (standing: keyof typeof NOT_HOLDING) =>
  forbidden(`delegation-${standing}`, NOT_HOLDING[standing]);
/** Nobody decides what they asked for themselves, and no deputy decides for the one who asked. */
export const ownExtension = () => conflict('own-extension', '不能审批本人提出的延期申请');
export const leaderRequired = () => forbidden('role-required', '没有权限', '只有领导或者其代行人可以进行此操作。');
