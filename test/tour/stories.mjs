import { demoAgency } from '../../deploy/local/hall.mjs';
import { leader, must } from './hall.mjs';
import { departmentsOf, sample } from './samples.mjs';

/**
 * @typedef {import('./hall.mjs').Hall} Hall
 * @typedef {import('./hall.mjs').Case} Case
 *
 * @typedef {object} Story one matter's life at the window
 * @property {string} title
 * @property {string[]} acts the kinds of its acts, in their order
 * @property {'archived' | 'dissatisfied'} end
 * @property {(hall: Hall) => Promise<Case>} play resolves when the matter has come to its end
 */

const closing = ['followUpOpened', 'graded', 'closed', 'archived'];

/** @param {Hall} hall @param {Case} one @param {Parameters<Hall['grade']>[1]} [grade] @param {Parameters<Hall['grade']>[2]} [explained] */
async function finish(hall, one, grade = 'satisfied', explained = {}) {
  await hall.grade(one, grade, explained);
  await hall.until(one, 'archived');
  return one;
}

/** @type {Story} */
const twoDepartments = {
  title: '一般事项，转办两个部门',
  acts: ['registered', 'accepted', 'dispatched', 'signed', 'signed', 'replied', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-03');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    const slips = await hall.dispatch(one, departmentsOf(matter));
    must(slips.length === 2, '转办了两个部门');
    for (const slip of slips) await hall.sign(slip);
    for (const slip of slips) await hall.reply(slip, 'solved', matter.outcome ?? '');
    return finish(hall, one);
  },
};

/** @type {Story} */
const onTheSpot = {
  title: '简单事项，当场答复',
  acts: ['registered', 'answeredOnTheSpot', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-16');
    const one = await hall.register(matter, { windowOpinion: 'answer' });
    await hall.answer(one, matter.outcome ?? '');
    return finish(hall, one, 'very-satisfied');
  },
};

/** @type {Story} */
const declined = {
  title: '涉诉事项，不予受理并说明原因',
  acts: ['registered', 'declined', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-22');
    const one = await hall.register(matter);
    await hall.decline(one, 'litigation', matter.declineReason ?? '');
    return finish(hall, one, 'fairly-satisfied', { explanationUnderstood: true });
  },
};

/** @type {Story} */
const complex = {
  title: '复杂事项，联席会议后转办三个部门',
  acts: [
    ...['registered', 'accepted', 'meetingConvened', 'meetingHeld', 'dispatched'],
    ...['signed', 'signed', 'signed', 'replied', 'replied', 'replied', 'replied'],
    ...closing,
  ],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-02');
    const departments = departmentsOf(matter);
    const one = await hall.register(matter);
    await hall.accept(one, 'complex');
    await hall.meet(one, departments, 'bdc');
    const slips = await hall.dispatch(one, departments, 'five-working-days');
    for (const slip of slips) await hall.sign(slip);
    const [lead] = slips;
    must(lead?.department === 'bdc', '牵头部门收到转办单');
    if (lead)
      await hall.reply(lead, 'progress', '已会同税务、公安核对档案，正在更正登记。', '涉及三家单位的档案，流程长。');
    for (const slip of slips) await hall.reply(slip, 'solved', matter.outcome ?? '');
    return finish(hall, one);
  },
};

/** @type {Story} */
const extended = {
  title: '一般事项，申请延期获批',
  acts: ['registered', 'accepted', 'dispatched', 'signed', 'extensionAsked', 'extensionDecided', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-08');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, departmentsOf(matter));
    if (!slip) throw new Error('no slip');
    await hall.sign(slip);
    const asked = await hall.askExtension(one, slip, 3, '需要上门核实当事人意愿。');
    await hall.decideExtension(asked, true);
    const { clock } = await hall.inboxItem(slip);
    must(clock.dueAt > clock.originalDueAt, '期限顺延，原定期限仍可见');
    await hall.reply(slip, 'solved', matter.outcome ?? '');
    return finish(hall, one);
  },
};

/** @type {Story} */
const suspended = {
  title: '一般事项，挂起等待反映人补充材料，补齐后恢复计时',
  acts: ['registered', 'accepted', 'dispatched', 'signed', 'suspended', 'resumed', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-06');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, departmentsOf(matter));
    if (!slip) throw new Error('no slip');
    await hall.sign(slip);
    await hall.suspend(slip, '身份证遗失证明原件');
    const waiting = await hall.inboxItem(slip);
    must(waiting.clock.pausedAt, '承办单位的期限停止计时');
    await hall.resume(slip);
    await hall.reply(slip, 'solved', matter.outcome ?? '');
    return finish(hall, one);
  },
};

/** @type {Story} */
const papersLater = {
  title: '材料分几次补来：补给件、补给恢复计时、补给反馈，各归各看',
  acts: [
    ...['registered', 'accepted', 'papersAdded', 'dispatched', 'signed', 'suspended', 'resumed', 'papersAdded'],
    ...['replied', 'followUpOpened', 'papersAdded', 'graded', 'closed', 'archived'],
  ],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-06');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    await hall.addPapers(one, '情况说明.pdf');
    const [slip] = await hall.dispatch(one, departmentsOf(matter));
    if (!slip) throw new Error('no slip');
    await hall.sign(slip);
    await hall.suspend(slip, '身份证遗失证明原件');
    await hall.resume(slip);
    await hall.addPapers(one, '遗失证明.pdf', { slip, to: 'resumption' });
    await hall.reply(slip, 'solved', matter.outcome ?? '');
    await hall.until(one, 'follow-up');
    await hall.addPapers(one, '办结凭证.pdf', { slip, to: 'reply' });
    const seen = await hall.papersSeen(one, slip.department);
    must(seen.join() === '遗失证明.pdf,办结凭证.pdf', '承办单位只看到补给自己的材料');
    must((await hall.papersSeen(one)).length === 3, '窗口看到补来的全部材料');
    return finish(hall, one);
  },
};

/** @type {Story} */
const transferred = {
  title: '超出本级权限，转交帮办代办机构',
  acts: ['registered', 'accepted', 'transferred', 'transferAcknowledged', 'transferAnswered', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-10');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    await hall.transfer(one, demoAgency, '证明由外地口岸出具。', matter.outcome ?? '');
    return finish(hall, one);
  },
};

/** @type {Story} */
const repliedBySignal = {
  title: '一般事项，部门系统直接向流程引擎发信号反馈',
  acts: ['registered', 'accepted', 'dispatched', 'signed', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-04');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, departmentsOf(matter));
    if (!slip) throw new Error('no slip');
    await hall.sign(slip);
    await hall.replyBySignal(one, slip, 'solved');
    return finish(hall, one);
  },
};

/** @type {Story} */
const decidedBySignal = {
  title: '一般事项，领导直接向流程引擎发信号批准延期',
  acts: ['registered', 'accepted', 'dispatched', 'extensionAsked', 'extensionDecided', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-18');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, ['jt']);
    if (!slip) throw new Error('no slip');
    const asked = await hall.askExtension(one, slip, 2, '检测数据须向上级平台调取。');
    await hall.decideExtensionBySignal(one, asked, true);
    await hall.reply(slip, 'not-solved', '上级平台数据尚未恢复。', '前置检测数据缺失，须重新检测。');
    return finish(hall, one, 'fairly-satisfied');
  },
};

/** @type {Story} */
export const conduct = {
  title: '反映态度作风，被反映单位看不到反映人身份',
  acts: ['registered', 'accepted', 'dispatched', 'signed', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-19');
    const [accused = ''] = departmentsOf(matter);
    const one = await hall.register(
      matter,
      { matterKinds: ['conduct'], accused: [{ department: accused }] },
      'platform-sd',
    );
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, [accused]);
    if (!slip) throw new Error('no slip');
    const seen = await hall.inboxItem(slip);
    must(seen.identityWithheld && seen.name === null && seen.phone === null, '收件箱不显示反映人姓名、电话');
    must(!JSON.stringify(seen).includes(matter.citizen.name), '情况记录里也没有反映人姓名');
    hall.narrator.note('收件箱中反映人姓名、电话均不显示');
    await hall.sign(slip);
    await hall.reply(slip, 'solved', '已明确由本局负责，卡片已送达。');
    return finish(hall, one);
  },
};

/** @type {Story} */
const retyped = {
  title: '受理为简单事项，当场办不了，更正为一般事项后转办',
  acts: ['registered', 'accepted', 'retyped', 'dispatched', 'signed', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-03');
    const one = await hall.register(matter);
    await hall.accept(one, 'simple');
    await hall.retype(one, 'general', '须由部门查档后答复，当场办不了。');
    const [slip] = await hall.dispatch(one, departmentsOf(matter).slice(0, 1));
    if (!slip) throw new Error('no slip');
    await hall.sign(slip);
    await hall.reply(slip, 'solved', matter.outcome ?? '');
    return finish(hall, one);
  },
};

/** @type {Story} */
const twoAccused = {
  title: '企业同时反映两个部门多次跑动和态度，两个部门都看不到是哪家企业、谁联系的',
  acts: ['registered', 'accepted', 'dispatched', 'signed', 'replied', 'signed', 'replied', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-03');
    const departments = departmentsOf(matter);
    const accused = departments.map((department) => ({ department }));
    const name = '鲁南示例食品有限公司';
    const contactPerson = matter.citizen.name;
    const reporter = { kind: 'company', contactPerson, creditCode: '91350100M000100Y43' };
    const one = await hall.register(matter, { name, reporter, matterKinds: ['repeated-visits', 'conduct'], accused });
    await hall.accept(one, 'general');
    const slips = await hall.dispatch(one, departments);
    must(slips.length === 2, '转办了两个部门');
    for (const slip of slips) {
      const seen = await hall.inboxItem(slip);
      must(seen.identityWithheld && seen.name === null && seen.phone === null, '被反映的部门看不到反映人');
      const shown = JSON.stringify(seen);
      must(!shown.includes(name) && !shown.includes(contactPerson), '情况记录里也没有企业名称和联系人');
      await hall.sign(slip);
      await hall.reply(slip, 'solved', matter.outcome ?? '');
    }
    hall.narrator.note('两个被反映部门的收件箱中，企业名称、联系人、电话均不显示');
    return finish(hall, one);
  },
};

/** @type {Story} */
const reworked = {
  title: '回访不满意，重办一轮后满意',
  acts: [
    ...['registered', 'accepted', 'dispatched', 'signed', 'replied', 'followUpOpened', 'graded'],
    ...['reworkOpened', 'dispatched', 'signed', 'replied', ...closing],
  ],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-15');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    for (const grade of /** @type {const} */ (['dissatisfied', 'satisfied'])) {
      const [slip] = await hall.dispatch(one, departmentsOf(matter));
      if (!slip) throw new Error('no slip');
      await hall.sign(slip);
      await hall.reply(slip, 'solved', matter.outcome ?? '');
      await hall.grade(one, grade);
      await hall.until(one, grade === 'satisfied' ? 'archived' : 'accepted');
    }
    return one;
  },
};

/** @type {Story} */
const declinedForTheLeader = {
  title: '不予受理后仍不满意，转领导处理，不办结',
  acts: ['registered', 'declined', 'followUpOpened', 'graded'],
  end: 'dissatisfied',
  async play(hall) {
    const matter = sample('PUB-22');
    const one = await hall.register(matter);
    await hall.decline(one, 'litigation', matter.declineReason ?? '');
    await hall.grade(one, 'dissatisfied', { explanationUnderstood: false });
    const { items } = await hall.api.as(leader).get('/v1/leader/dissatisfied?limit=100');
    must(
      items.some((/** @type {{ complaintId: string }} */ item) => item.complaintId === one.id),
      '该件在领导的不满意队列里',
    );
    hall.narrator.note('在领导的不满意队列中');
    return one;
  },
};

/** @type {Story} */
const terminated = {
  title: '转办后发现已进入诉讼，经负责人同意终止，同样回访',
  acts: ['registered', 'accepted', 'dispatched', 'terminationAsked', 'terminated', ...closing],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-22');
    const one = await hall.register(matter);
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, ['scjg']);
    if (!slip) throw new Error('no slip');
    await hall.terminate(one, 'litigation', matter.declineReason ?? '');
    await hall.until(one, 'follow-up');
    const { state } = await hall.inboxItem(slip);
    must(state === 'ended', '转办单随之终止');
    return finish(hall, one, 'satisfied', { explanationUnderstood: true });
  },
};

/** @type {Story} */
const talkRefused = {
  title: '反映人拒绝回访，回访即结束并办结',
  acts: ['registered', 'answeredOnTheSpot', 'followUpOpened', 'contactTried', 'closed', 'archived'],
  end: 'archived',
  async play(hall) {
    const matter = sample('PUB-16');
    const one = await hall.register(matter, { windowOpinion: 'answer' });
    await hall.answer(one, matter.outcome ?? '');
    await hall.noteRefusal(one);
    await hall.until(one, 'archived');
    return one;
  },
};

/** All matters of the tour. */
export const stories = [
  twoDepartments,
  onTheSpot,
  declined,
  complex,
  extended,
  suspended,
  papersLater,
  transferred,
  repliedBySignal,
  decidedBySignal,
  conduct,
  twoAccused,
  retyped,
  reworked,
  declinedForTheLeader,
  terminated,
  talkRefused,
];
