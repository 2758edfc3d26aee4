import { Problem, forbidden, unavailable } from '../http/problem.js';

/** 401; `reason` is one of RFC 6750's error codes, or null when no token was sent at all. */
export function unauthenticated(reason: 'invalid_token' | null): Problem {
  const challenge = reason === null ? 'Bearer realm="bancheng"' : `Bearer realm="bancheng", error="${reason}"`;
  return new Problem({
    status: 401,
    code: reason === null ? 'token-required' : 'token-invalid',
    title: reason === null ? '需要登录' : '登录凭证无效或已过期',
    headers: { 'www-authenticate': challenge },
  });
}

export const roleRequired = () => forbidden('role-required', '没有权限', '您的角色不能进行此操作。');
export const claimMissing = (what: string) => forbidden('claim-missing', '身份信息不全', `登录凭证中缺少${what}。`);
export const issuerUnavailable = () =>
  unavailable('identity-provider-unavailable', '身份认证服务暂不可用', '请稍后重试。');
