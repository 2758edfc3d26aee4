import { alarmStands, mayRecord, statusAfter, warnClock } from '@bancheng/domain';
/**
 * A case kept on paper: row, acts and effect keys in memory under the real status table, so that tests of the workflow
 * choose what the engine hears, when, and what it misses. The services' own tests and `test/` use the real casebook.
 */
export class PaperCase {
  now;
  acts = [];
  calls = [];
  effects = new Map();
  status = null;
  clocks = [];
  facts = { jurisdiction: '370406', type: null, departments: [] };
  constructor(now) {
    this.now = now;
  }
  get seq() {
    return this.acts.length;
  }
  kinds() {
    return this.acts.map(({ kind }) => kind);
  }
  /** What somebody does, as the row would take it. */
  async record(kind, change = {}) {
    if (!mayRecord(kind, this.status)) throw new Error(`${kind} is not allowed in ${String(this.status)}`);
    this.status = statusAfter(kind, this.status, change.to);
    const changed = change.clocks ?? [];
    const kept = this.clocks.filter((old) => !changed.some(({ clockId }) => clockId === old.clockId));
    this.clocks = [...kept, ...changed];
    this.facts = { ...this.facts, ...change.facts };
    const at = await this.now();
    const act = { seq: this.seq + 1, kind, at, status: this.status, clocks: changed, facts: this.facts };
    this.acts.push(act);
    return act;
  }
  clock(clockId) {
    const clock = this.clocks.find((one) => one.clockId === clockId);
    if (clock === undefined) throw new Error(`no clock ${clockId}`);
    return clock;
  }
  /** The message the relay would send about these acts. */
  message(...acts) {
    return { upTo: this.seq, acts };
  }
  loadCase = async () => {
    this.calls.push('loadCase');
    return { seq: this.seq, status: this.status, facts: this.facts, clocks: this.clocks };
  };
  tellAcceptanceOverdue = ({ alarm }) =>
    this.effect(`acceptance:${alarm.dueAt}`, 'acceptanceOverdueTold', () => this.warned(alarm));
  warn = ({ alarm }) =>
    this.effect(
      `${alarm.level}:${alarm.clockId}:${alarm.dueAt}`,
      alarm.level === 'yellow' ? 'yellowWarned' : 'redWarned',
      () => this.warned(alarm),
    );
  openFollowUp = () => this.effect('follow-up-opened', 'followUpOpened', () => ({ to: 'follow-up' }));
  closeCase = () => this.effect('closed', 'closed', () => ({}));
  archiveCase = () => this.effect('archived', 'archived', () => ({}));
  applyPublicSignal = ({ payload, effectKey, recordRefusal }) => {
    this.calls.push(`refusals-recorded:${recordRefusal}`);
    const { outcome } = payload ?? {};
    if (outcome !== 'solved') return Promise.resolve({ acts: [], refused: 'malformed' });
    return this.effect(effectKey, 'replied', () => ({
      to: 'replied',
      clocks: [{ ...this.clock('case'), endedAt: this.acts.at(-1).at }],
    }));
  };
  async effect(key, kind, change) {
    this.calls.push(key);
    const earlier = this.effects.get(key);
    if (earlier !== undefined) return { acts: [earlier], refused: null };
    const wanted = mayRecord(kind, this.status) ? change() : null;
    if (wanted === null) return { acts: [], refused: 'not-allowed-now' };
    const act = await this.record(kind, wanted);
    this.effects.set(key, act);
    return { acts: [act], refused: null };
  }
  warned(alarm) {
    const clock = this.clocks.find(({ clockId }) => clockId === alarm.clockId);
    if (clock === undefined || !alarmStands(clock, alarm)) return null;
    return { clocks: [warnClock(clock, alarm.level, alarm.at)] };
  }
}
//# sourceMappingURL=paper-case.js.map
