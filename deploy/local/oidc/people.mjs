/**
 * The demo people and client systems of the development provider, with the claims their tokens carry.
 *
 * @typedef {'clerk' | 'follow-up-officer' | 'department' | 'department-system' | 'leader' | 'supervisor' | 'admin'
 *   | 'installation-admin' | 'operator' | 'platform-client'} Role
 *
 * @typedef {object} Identity
 * @property {string} subject the token's `sub`
 * @property {string} name what people call them
 * @property {Role} role
 * @property {string} jurisdiction 行政区划 code
 * @property {string} [department] the department's code
 */

/** 山亭区: the demo hall's. */
export const demoJurisdiction = '370406';
/** A hall of nobody, where an installation is tried (`helm test`). */
const trialHall = '370499';
/** 市中区: a second jurisdiction, which must see nothing of the first. */
const elsewhere = '370402';

/**
 * @param {string} subject @param {string} name @param {Role} role @param {string} [department] @param {string} [jurisdiction]
 * @returns {Identity}
 */
const identity = (subject, name, role, department, jurisdiction = demoJurisdiction) => ({
  subject,
  name,
  role,
  jurisdiction,
  ...(department && { department }),
});

/** The people; the first of a role is the one that `npm run token <role>` means. */
export const demoPeople = [
  identity('clerk-wang', '王芳', 'clerk'),
  identity('clerk-li', '李静', 'clerk'),
  identity('officer-zhao', '赵敏', 'follow-up-officer'),
  identity('leader-sun', '孙立', 'leader'),
  identity('leader-qian', '钱进', 'leader'),
  identity('admin-zhou', '周全', 'admin'),
  identity('installer-feng', '冯川', 'installation-admin'),
  identity('operator-wu', '吴维', 'operator'),
  identity('supervisor-zheng', '郑监', 'supervisor'),
  identity('dept-scjg-chen', '陈诚', 'department', 'scjg'),
  identity('dept-bdc-lin', '林琳', 'department', 'bdc'),
  identity('dept-yb-he', '何苗', 'department', 'yb'),
  identity('clerk-other', '杨帆', 'clerk', undefined, elsewhere),
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
 * account's, the gateway that fetches notices, and the three parts of a trial.
 */
export const demoClients = [
  ...demoDepartments.map(([code, name]) => identity(`system-${code}`, `${name}系统`, 'department-system', code)),
  identity('platform-sd', '省平台', 'platform-client'),
  identity('wechat-st', '微信公众号', 'platform-client'),
  identity(demoGateway, '通知网关', 'platform-client'),
  identity('trial-admin', '试办管理员', 'admin', undefined, trialHall),
  identity('trial-clerk', '试办专员', 'clerk', undefined, trialHall),
  identity('trial-department', '试办单位系统', 'department-system', 'trial', trialHall),
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
