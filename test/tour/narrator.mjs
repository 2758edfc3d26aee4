import { demoDepartments } from '../../deploy/local/oidc/people.mjs';

/** @typedef {{ kind: string, department: string | null, dueAt: string, originalDueAt: string, provisional: boolean, endedAt: string | null }} Clock */

const departmentNames = new Map(demoDepartments);

/** What people call a department. @param {string} code */
export const departmentName = (code) => departmentNames.get(code) ?? code;

/** @type {Record<import('@bancheng/domain').ClockKind, string>} */
const clockNames = {
  acceptance: '受理期限',
  case: '办理期限',
  dispatch: '转办期限',
  sign: '签收期限',
  commitment: '议定事项期限',
  progress: '报进度期限',
  transfer: '代办机构答复期限',
  claim: '回访领取期限',
  'follow-up': '回访期限',
  ruling: '领导裁决期限',
  suspension: '等待材料至',
};

/** An instant on the wall clock of the hall. @param {string} instant UTC */
export function hallTime(instant) {
  const shanghai = { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short', hour12: false };
  return new Intl.DateTimeFormat('zh-CN', /** @type {Intl.DateTimeFormatOptions} */ (shanghai)).format(
    new Date(instant),
  );
}

/** @param {Clock} clock */
function deadline({ kind, department, dueAt, originalDueAt, provisional, endedAt }) {
  const name = `${clockNames[/** @type {keyof typeof clockNames} */ (kind)]}${department ? `（${departmentName(department)}）` : ''}`;
  const moved = dueAt === originalDueAt ? '' : `，原定 ${hallTime(originalDueAt)}`;
  return `${name} ${hallTime(dueAt)}${moved}${provisional ? '，暂定' : ''}${endedAt ? '，已结束' : ''}`;
}

/** Tells the person at the terminal what happens, in the hall's own words. */
export class Narrator {
  #write;

  /** @param {(line: string) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /** @param {string} text */
  title(text) {
    this.#write(`\n━━ ${text}`);
  }

  /**
   * @param {string} who @param {string} what @param {Clock[]} [clocks] the deadlines it started, moved or ended
   */
  step(who, what, clocks = []) {
    this.#write(`  ${who.padEnd(14)} ${what}`);
    for (const clock of clocks) this.#write(`${' '.repeat(17)}⏱ ${deadline(clock)}`);
  }

  /** @param {string} text */
  note(text) {
    this.#write(`${' '.repeat(17)}${text}`);
  }
}

/** One who says nothing. */
export const silent = new Narrator(() => undefined);
