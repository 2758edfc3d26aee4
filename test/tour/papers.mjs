import { setTimeout as sleep } from 'node:timers/promises';
import { GRADE_LABELS, OUTCOME_LABELS, TYPE_LABELS } from '@bancheng/contracts/http/labels';
import { departmentName, hallTime } from './narrator.mjs';
import { leader, must } from './hall.mjs';

/**
 * @typedef {import('./hall.mjs').Hall} Hall
 * @typedef {{ story: import('./stories.mjs').Story, one: import('./hall.mjs').Case }} Played
 */

const patienceMs = 60_000;
const remarkNames = {
  anonymous: '匿名',
  declined: '不予受理',
  extended: '延期',
  'provisional-deadline': '期限暂定',
  overdue: '逾期',
  'overdue-taken-back': '逾期撤销',
  withdrawn: '反映人撤回',
  unreachable: '回访未接通',
  suspended: '曾挂起',
  'dependent-follow-up': '回访人员不独立',
  reopened: '重新办理',
  merged: '已并入首件',
  repeated: '重复反映',
  offline: '离线登记',
};
const retentionNames = { permanent: '永久', '30-years': '30 年', '10-years': '10 年' };

/** All rows of the 登记台账, by number. @param {Hall} hall */
export async function ledger(hall) {
  const rows = new Map();
  for (let cursor = ''; ;) {
    const page = await hall.api.as(leader).get(`/v1/reports/ledger?limit=100${cursor}`);
    for (const row of page.items) {
      must(!rows.has(row.number), `台账里 ${row.number} 只有一行`);
      rows.set(row.number, row);
    }
    if (page.next === null) return rows;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

/** Waits until the ledger, which comes by Kafka, shows every matter where it stands. @param {Hall} hall @param {Played[]} played */
async function completeLedger(hall, played) {
  for (const until = Date.now() + patienceMs; ; await sleep(200)) {
    const rows = await ledger(hall);
    const missing = played.filter(({ one, story }) => rows.get(one.number)?.status !== story.end);
    if (missing.length === 0) return rows;
    must(Date.now() < until, `台账里有 ${missing.map(({ one }) => one.number).join('、')}`);
  }
}

/** @typedef {import('@bancheng/contracts/http/reporting').LedgerEntry} LedgerEntry */

/** 办理结果. @param {LedgerEntry['result']} result */
function resultText({ declineReason, answeredOnTheSpot, replies, windowReply, grade }) {
  const parts = replies.map(({ department, outcome }) => `${departmentName(department)}${OUTCOME_LABELS[outcome]}`);
  const answers = windowReply ? [...parts, `窗口反馈${OUTCOME_LABELS[windowReply.outcome]}`] : parts;
  const declined = declineReason && `不予受理（${declineReason.label}）`;
  const outcome = declined ?? (answeredOnTheSpot ? '当场答复' : answers.join('、'));
  return `${outcome}；回访${grade ? GRADE_LABELS[grade] : '—'}`;
}

/** @param {string | null} instant */
const timeOrNone = (instant) => (instant ? hallTime(instant) : '—');

/** One row in the ten columns of 附件3. @param {LedgerEntry} row */
function ledgerLine({ number, citizenName, citizenPhone, matter, acceptedAt, timeLimit, departments, ...row }) {
  const { type, dueAt } = timeLimit;
  return [
    number,
    citizenName,
    citizenPhone,
    `${matter?.slice(0, 16)}…`,
    timeOrNone(acceptedAt),
    type ? `${TYPE_LABELS[type]}，至 ${timeOrNone(dueAt)}` : '—',
    [...departments.map(departmentName), ...(row.result.windowReply?.department === null ? ['反映窗口'] : [])].join(
      '、',
    ) || '—',
    resultText(row.result),
    timeOrNone(row.completedAt),
    row.remarks.map((remark) => remarkNames[remark]).join('、') || '—',
  ].join(' | ');
}

/** Shows the 登记台账 with every matter of the tour. @param {Hall} hall @param {Played[]} played */
export async function showLedger(hall, played) {
  const { narrator, env } = hall;
  narrator.title('登记台账（由 Kafka 事件生成）');
  const rows = await completeLedger(hall, played);
  narrator.note(
    '编号 | 反映人 | 联系电话 | 反映事项 | 受理时间 | 类型及时限 | 承办单位 | 办理结果 | 实际办结时间 | 备注',
  );
  for (const { one } of played) narrator.note(ledgerLine(rows.get(one.number)));
  narrator.note(`接口 GET ${env.BANCHENG_API}/v1/reports/ledger`);
}

/**
 * Shows each archived matter's file (卷): its number, what is in it, what is missing and why.
 * @param {Hall} hall @param {Played[]} played
 */
export async function showFiles(hall, played) {
  const { narrator, env } = hall;
  narrator.title('卷内目录');
  const numbers = new Set();
  const archived = played.filter(({ story }) => story.end === 'archived');
  for (const { one } of archived) {
    /** @type {import('@bancheng/contracts/http/archive').CaseFile} */
    const file = await hall.api.as(leader).get(`/v1/archives/${one.id}`);
    must(file.final && file.catalogueNumber, `${one.number} 有档号`);
    numbers.add(file.catalogueNumber);
    narrator.step(
      one.number,
      `档号 ${file.catalogueNumber}，保管期限${file.retention ? retentionNames[file.retention] : '未定'}`,
    );
    for (const { title, acts, absence } of file.classes) {
      must(acts.length > 0 || absence, `${one.number} 的${title}或者有，或者写明缺的原因`);
      narrator.note(`${title}：${acts.length > 0 ? `${acts.length} 件` : `缺（${absence?.reason}）`}`);
    }
  }
  must(numbers.size === archived.length, '每件一个档号');
  narrator.note(`接口 GET ${env.BANCHENG_API}/v1/archives/{id}`);
}

/** Shows what the operator sees: nothing refused for good. @param {Hall} hall */
export async function showOperator(hall) {
  const operator = hall.api.as('operator-wu');
  hall.narrator.title('运维');
  const lags = await operator.get('/v1/operator/deliveries');
  for (const { target, waiting, dead } of lags) hall.narrator.step(target, `待投递 ${waiting}，投递失败 ${dead}`);
  must(
    lags.every((/** @type {{ dead: number }} */ lag) => lag.dead === 0),
    '没有投递失败的记录',
  );
}
