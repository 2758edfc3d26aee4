import { conflict, forbidden, notFound, unprocessable } from '@bancheng/platform';

export const supervisionNoticeNotFound = () => notFound('supervision-notice-not-found', '没有这张督办单');
export const instructionNotFound = () => notFound('instruction-not-found', '没有这个批示');
export const departmentNotInvolved = () =>
  unprocessable('department-not-involved', '该部门不是该件的承办单位，不能向其批示').at('/department');
export const instructionAnswered = () => conflict('instruction-already-answered', '该批示已回复');
export const instructionForOthers = () => forbidden('instruction-for-others', '该批示交办其他单位，由其回复');
