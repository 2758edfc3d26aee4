import { conflict } from '@bancheng/platform';

export const alreadySuspended = () => conflict('already-suspended', '该转办单已挂起');
export const suspensionUsedUp = (most: number) =>
  conflict('suspension-used-up', '挂起次数已用完', `每件每个承办单位最多挂起 ${most} 次。`);
export const nothingToSuspend = () => conflict('clock-ended', '该期限已结束，无须挂起');
export const tooLateToSuspend = () => conflict('deadline-passed', '期限已过，不能挂起');
export const notSuspended = () => conflict('not-suspended', '该转办单没有挂起');
export const notResumed = () =>
  conflict('not-resumed', '该转办单没有恢复计时', '挂起等待的材料到齐、恢复计时以后才能补充；其他材料请补充到该件。');
export const dispatchSuspended = () =>
  conflict('dispatch-suspended', '该转办单已挂起', '期限已停止计时；恢复计时以后可以申请延期。');
