/**
 * The demo people and client systems of the development provider, with the claims their tokens carry.
 *
 * @typedef {'clerk' | 'follow-up-officer' | 'department' | 'department-system' | 'leader' | 'supervisor' | 'admin'
 *   | 'operator' | 'platform-client'} Role
 *
 * @typedef {object} Identity
 * @property {string} subject the token's `sub`
 * @property {Role} role
 * @property {string} jurisdiction 行政区划 code
 * @property {string} [department] the department's code
 */

/** 山亭区 */
const here = '370406';
/** 市中区: a second jurisdiction, which must see nothing of the first. */
const elsewhere = '370402';

/**
 * @param {string} subject @param {Role} role @param {string} [department] @param {string} [jurisdiction]
 * @returns {Identity}
 */
const identity = (subject, role, department, jurisdiction = here) => ({
  subject,
  role,
  jurisdiction,
  ...(department && { department }),
});

/** The people; the first of a role is the one that `npm run token <role>` means. */
export const demoPeople = [
  identity('clerk-wang', 'clerk'),
  identity('clerk-li', 'clerk'),
  identity('officer-zhao', 'follow-up-officer'),
  identity('leader-sun', 'leader'),
  identity('leader-qian', 'leader'),
  identity('admin-zhou', 'admin'),
  identity('operator-wu', 'operator'),
  identity('supervisor-zheng', 'supervisor'),
  identity('dept-scjg-chen', 'department', 'scjg'),
  identity('dept-bdc-lin', 'department', 'bdc'),
  identity('dept-yb-he', 'department', 'yb'),
  identity('clerk-other', 'clerk', undefined, elsewhere),
];

/** The departments of the demo hall: code and name. @type {[string, string][]} */
export const demoDepartments = [
  ['scjg', '市场监督管理局'],
  ['bdc', '不动产登记中心'],
  ['yb', '医疗保障局'],
  ['ga', '公安局'],
  ['rs', '人力资源和社会保障局'],
  ['zj', '住房和城乡建设局'],
  ['sw', '税务局'],
  ['zrzy', '自然资源和规划局'],
  ['mz', '民政局'],
  ['ws', '卫生健康局'],
  ['gjj', '住房公积金管理中心'],
  ['jt', '交通运输局'],
];

/** Subject of the gateway that may fetch notices from the demo hall. */
export const demoGateway = 'gateway-sms';

/**
 * The systems, which get their tokens with client credentials: each department's, the provincial platform's, the WeChat
 * account's, and the gateway that fetches notices.
 */
export const demoClients = [
  ...demoDepartments.map(([code]) => identity(`system-${code}`, 'department-system', code)),
  identity('platform-sd', 'platform-client'),
  identity('wechat-st', 'platform-client'),
  identity(demoGateway, 'platform-client'),
];

/**
 * The person or system a word names: a subject, or a role (then its first).
 * @param {string} who @returns {Identity | undefined}
 */
export function findIdentity(who) {
  const all = [...demoPeople, ...demoClients];
  return all.find(({ subject }) => subject === who) ?? all.find(({ role }) => role === who);
}

/** Whether it is a system with client credentials. @param {Identity} one */
export const isClient = (one) => demoClients.includes(one);
