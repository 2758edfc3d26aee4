import { setTimeout as sleep } from 'node:timers/promises';
import { GRADE_LABELS, OUTCOME_LABELS, STATUS_LABELS, TYPE_LABELS } from '@bancheng/contracts/http/labels';
import { Api } from './api.mjs';
import { Engine } from './engine.mjs';
import { departmentName, hallTime, silent } from './narrator.mjs';
import { slipOf } from './samples.mjs';

/**
 * @typedef {import('./samples.mjs').Sample} Sample
 * @typedef {{ id: string, number: string }} Case a registered matter
 * @typedef {{ dispatchId: string, department: string, number: string }} Slip one department's part of it
 */

const pollMs = 150;
const clerk = 'clerk-wang';
const officer = 'officer-zhao';
export const leader = 'leader-sun';

/** @param {string} department */
const systemOf = (department) => `system-${department}`;

/** Stops the tour where something is not as it must be. @param {unknown} holds @param {string} what */
export function must(holds, what) {
  if (!holds) throw new Error(`不符合预期：${what}`);
}

/** The acts of a matter's life, each in the name of whoever does it. */
export class Hall {
  #patienceMs;

  /**
   * @param {Record<string, string>} env of the running system
   * @param {{ narrator?: import('./narrator.mjs').Narrator, patienceMs?: number }} [options] how long to wait for what
   *   the system does by itself, and for an answer of a system that is down
   */
  constructor(env, { narrator = silent, patienceMs = 60_000 } = {}) {
    this.env = env;
    this.narrator = narrator;
    this.#patienceMs = patienceMs;
    this.api = new Api(env, patienceMs);
    this.engine = new Engine(env, patienceMs);
  }

  /**
   * 登记: a sample becomes a case with a number.
   * @param {Sample} matter @param {object} [changes] of the slip @param {string} [by] @returns {Promise<Case>}
   */
  async register(matter, changes = {}, by = clerk) {
    const answer = await this.api.as(by).post('/v1/complaints', { ...slipOf(matter), ...changes });
    const { id, number, acceptanceDueAt, provisional } = answer;
    this.narrator.step(by, `登记 ${matter.id} → 编号 ${number}`);
    this.narrator.note(`⏱ 受理期限 ${hallTime(acceptanceDueAt)}${provisional ? '，暂定' : ''}`);
    this.#whereToLook({ id, number });
    return { id, number };
  }

  /** @param {Case} one @param {keyof typeof TYPE_LABELS} type */
  async accept({ id }, type) {
    await this.#act(clerk, `受理为${TYPE_LABELS[type]}`, `/v1/complaints/${id}/accept`, { type });
  }

  /** 问题类型更正. @param {Case} one @param {keyof typeof TYPE_LABELS} type @param {string} reason */
  async retype({ id }, type, reason) {
    await this.#act(clerk, `更正为${TYPE_LABELS[type]}`, `/v1/complaints/${id}/retype`, { type, reason });
  }

  /** @param {Case} one @param {string} answer */
  async answer({ id }, answer) {
    await this.#act(clerk, '当场答复', `/v1/complaints/${id}/answer`, { answer });
  }

  /** @param {Case} one @param {string} reason @param {string} explanation */
  async decline({ id }, reason, explanation) {
    await this.#act(clerk, `不予受理（${reason}）`, `/v1/complaints/${id}/decline`, {
      reason,
      explanation,
    });
  }

  /**
   * 联席会议, convened and held.
   * @param {Case} one @param {string[]} departments @param {string} leadDepartment
   */
  async meet({ id }, departments, leadDepartment) {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const plan = { convener: 'office', at, place: '政务服务中心三楼会议室', agenda: '明确各单位的分工和时限' };
    const order = { complaintIds: [id], ...plan, departments };
    const { meetingId } = await this.#act(clerk, '召集联席会议', '/v1/joint-meetings', order);
    const attendance = departments.map((department) => ({ department, as: 'attended' }));
    const decided = { complaintId: id, leadDepartment, decisions: '各单位分头办理，由牵头部门汇总进度。' };
    const report = { attendance, minutes: '各单位同意分工。', cases: [decided] };
    await this.#act(
      clerk,
      `召开联席会议，牵头部门 ${departmentName(leadDepartment)}`,
      `/v1/joint-meetings/${meetingId}/hold`,
      report,
    );
  }

  /**
   * 转办, and each department's system finds its slip in its inbox.
   * @param {Case} one @param {string[]} departments @param {string} [requirement] @returns {Promise<Slip[]>}
   */
  async dispatch({ id, number }, departments, requirement = 'two-working-days') {
    const orders = departments.map((department) => ({ department, requirement }));
    const body = { complaintId: id, departments: orders };
    const { dispatches } = await this.#act(
      clerk,
      `转办 ${departments.map(departmentName).join('、')}`,
      '/v1/dispatches',
      body,
    );
    /** @type {Slip[]} */
    const slips = dispatches.map((/** @type {Slip} */ { dispatchId, department }) => ({
      dispatchId,
      department,
      number,
    }));
    for (const slip of slips) await this.inboxItem(slip);
    return slips;
  }

  /** The slip as its department's system finds it, polling the inbox page by page. @param {Slip} slip */
  async inboxItem({ dispatchId, department }) {
    const system = this.api.as(systemOf(department));
    for (let cursor = ''; ;) {
      const page = await system.get(`/v1/inbox?limit=100${cursor}`);
      const found = page.items.find((/** @type {Slip} */ item) => item.dispatchId === dispatchId);
      if (found) return found;
      must(page.more, `${department} 的收件箱里有转办单 ${dispatchId}`);
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  }

  /** @param {Slip} slip */
  async sign({ dispatchId, department }) {
    await this.#act(systemOf(department), '签收', `/v1/dispatches/${dispatchId}/sign`);
  }

  /** @param {Slip} slip @param {keyof typeof OUTCOME_LABELS} outcome @param {string} text @param {string} [reason] */
  async reply({ dispatchId, department }, outcome, text, reason) {
    const body = { outcome, text, ...(reason && { reason }) };
    const { late } = await this.#act(
      systemOf(department),
      `反馈：${OUTCOME_LABELS[outcome]}`,
      `/v1/dispatches/${dispatchId}/reply`,
      body,
    );
    must(late === false, '反馈没有逾期');
  }

  /** A reply by plain signal, without the API. @param {Case} one @param {Slip} slip @param {string} outcome */
  async replyBySignal(one, { dispatchId, department }, outcome) {
    const payload = { subject: systemOf(department), dispatchId, outcome };
    await this.#signal(one, systemOf(department), 'departmentReplied', payload, 'replied');
  }

  /**
   * @param {Case} one @param {Slip} slip @param {number} workingDays @param {string} reason
   * @returns {Promise<string>} the request's id
   */
  async askExtension({ id }, { dispatchId, department }, workingDays, reason) {
    const body = { complaintId: id, clockId: `dispatch:${dispatchId}`, workingDays, reason };
    const what = `申请延期 ${workingDays} 个工作日`;
    const { extensionId } = await this.#act(systemOf(department), what, '/v1/extensions', body);
    const { items } = await this.api.as(leader).get('/v1/leader/extensions?limit=100');
    must(
      items.some((/** @type {{ extensionId: string }} */ item) => item.extensionId === extensionId),
      '延期申请在领导的待办里',
    );
    return extensionId;
  }

  /** @param {string} extensionId @param {boolean} granted */
  async decideExtension(extensionId, granted) {
    const body = { granted, comment: granted ? '同意延期，请抓紧办理。' : '不同意延期。' };
    await this.#act(leader, `审批延期：${granted ? '同意' : '不同意'}`, `/v1/extensions/${extensionId}/decide`, body);
  }

  /** A decision by plain signal, without the API. @param {Case} one @param {string} extensionId @param {boolean} granted */
  async decideExtensionBySignal(one, extensionId, granted) {
    await this.#signal(one, leader, 'extensionDecided', { subject: leader, extensionId, granted }, 'extensionDecided');
  }

  /** 挂起: the citizen is asked for papers, and the department's deadline stands still. @param {Slip} slip @param {string} missing */
  async suspend({ dispatchId, department }, missing) {
    const evidence = { missing: [missing], toldBy: 'phone', reference: '通话记录 1 号' };
    await this.#act(
      systemOf(department),
      '挂起，等待反映人补充材料',
      `/v1/dispatches/${dispatchId}/suspension`,
      evidence,
    );
  }

  /** The papers have come. @param {Slip} slip */
  async resume({ dispatchId, department }) {
    await this.#act(systemOf(department), '材料已补齐，恢复计时', `/v1/dispatches/${dispatchId}/resumption`);
  }

  /**
   * 补充材料: to the case by the window, or to what happened to a slip.
   * @param {Case} one @param {string} fileName @param {{ slip: Slip, to: 'resumption' | 'reply' }} [part]
   */
  async addPapers({ id }, fileName, part) {
    const attachments = [{ fileName, mediaType: 'application/pdf', size: 20_480, sha256: 'a'.repeat(64) }];
    if (!part) {
      await this.#act(clerk, `补充材料：${fileName}`, `/v1/complaints/${id}/papers`, { attachments });
      return;
    }
    const { slip, to } = part;
    const who = to === 'reply' ? systemOf(slip.department) : clerk;
    const what = `补充材料（${to === 'reply' ? '反馈' : '恢复计时'}）：${fileName}`;
    await this.#act(who, what, `/v1/dispatches/${slip.dispatchId}/papers`, { to, attachments });
  }

  /** The names of the files that came later, as a department's system or the clerk sees them. @param {Case} one @param {string} [department] */
  async papersSeen({ id }, department) {
    const { items } = await this.api.as(department ? systemOf(department) : clerk).get(`/v1/complaints/${id}/timeline`);
    return items.flatMap((/** @type {{ attachments: { fileName: string }[] }} */ { attachments }) =>
      attachments.map(({ fileName }) => fileName),
    );
  }

  /**
   * 帮办代办: the matter is handed over to an agency outside, which signs for it and answers.
   * @param {Case} one @param {string} agency @param {string} reason @param {string} answer
   */
  async transfer({ id }, agency, reason, answer) {
    const now = () => new Date().toISOString();
    const order = { complaintId: id, agency, reason, citizenTold: { how: 'phone', at: now() } };
    const { transferId } = await this.#act(clerk, '转交帮办代办', '/v1/dispatches/transfers', order);
    const path = `/v1/dispatches/transfers/${transferId}`;
    await this.#act(clerk, '代办机构签收', `${path}/acknowledge`, { by: '帮办代办值班岗', at: now() });
    await this.#act(clerk, '代办机构答复：已解决', `${path}/answer`, { outcome: 'solved', text: answer });
  }

  /**
   * 回访: the follow-up opens by itself once all have answered; then the citizen grades, and of a declined matter says whether
   * the explanation was understood.
   * @param {Case} one @param {keyof typeof GRADE_LABELS} grade @param {{ explanationUnderstood?: boolean }} [explained]
   */
  async grade(one, grade, explained = {}) {
    await this.until(one, 'follow-up');
    const verdict = { grade, ...explained };
    await this.#act(officer, `回访评价：${GRADE_LABELS[grade]}`, `/v1/follow-ups/${one.id}/grade`, verdict);
  }

  /** 终止: asked for by the clerk, approved by the leader. @param {Case} one @param {string} reason @param {string} explanation */
  async terminate({ id }, reason, explanation) {
    const path = `/v1/complaints/${id}/termination`;
    await this.#act(clerk, `申请终止（${reason}）`, path, { reason, explanation });
    await this.#act(leader, '同意终止', `${path}/decision`, { granted: true });
  }

  /** The citizen refuses to talk. @param {Case} one */
  async noteRefusal(one) {
    await this.until(one, 'follow-up');
    await this.#act(officer, '拒绝回访', `/v1/follow-ups/${one.id}/tries`, { result: 'refused' });
  }

  /** Waits until the system itself has brought the case to that status. @param {Case} one @param {keyof typeof STATUS_LABELS} status */
  async until({ id, number }, status) {
    await this.#wait(`${number} 到 ${status}`, async () => {
      const { status: now } = await this.api.as(clerk).get(`/v1/complaints/${id}`);
      return now === status;
    });
    this.narrator.step('system', `状态：${STATUS_LABELS[status]}`);
  }

  /** The kinds of the case's acts in their order. @param {Case} one */
  async timeline({ id }) {
    const { items } = await this.api.as(clerk).get(`/v1/complaints/${id}/timeline`);
    return /** @type {{ kind: string, origin: string }[]} */ (items);
  }

  /** @param {string} who @param {string} what @param {string} path @param {object} [body] */
  async #act(who, what, path, body) {
    const answer = await this.api.as(who).post(path, body);
    this.narrator.step(who, what, answer.clocks);
    return answer;
  }

  /** @param {Case} one @param {string} who @param {string} name @param {object} payload @param {string} kind of the act */
  async #signal(one, who, name, payload, kind) {
    await this.engine.signal(one.number, name, payload);
    this.narrator.step(who, `信号 ${name}（不经接口）`);
    this.narrator.note(this.engine.command(one.number, name, payload));
    await this.#wait(`${one.number} 的信号 ${name} 生效`, async () => {
      const acts = await this.timeline(one);
      return acts.some((act) => act.kind === kind && act.origin === 'signal');
    });
  }

  /** @param {string} what @param {() => Promise<boolean>} holds */
  async #wait(what, holds) {
    for (const until = Date.now() + this.#patienceMs; !(await holds()); await sleep(pollMs)) {
      must(Date.now() < until, `等到了 ${what}`);
    }
  }

  /** @param {Case} one */
  #whereToLook({ id, number }) {
    const { TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace, BANCHENG_API: api } = this.env;
    const workflow = encodeURIComponent(`complaint/${number}`);
    if (ui) this.narrator.note(`流程 ${ui}/namespaces/${namespace}/workflows/${workflow}`);
    this.narrator.note(`数据 select seq, kind, at, status from casebook.act where case_id = '${id}' order by seq;`);
    this.narrator.note(`事件 Kafka 主题 bancheng.complaint.v1，键 ${id}`);
    this.narrator.note(`接口 GET ${api}/v1/complaints/${id}/timeline`);
  }
}
