import { STANDARD_REQUIREMENTS } from '@bancheng/domain';
import { z } from 'zod';

/** An instant in UTC exactly as `Date#toISOString` writes it, after the year 0, which PostgreSQL does not have. */
export const instant = z.iso.datetime({ precision: 3 }).refine((value) => !value.startsWith('0000'), '年份不正确');
/** A calendar day in Asia/Shanghai, YYYY-MM-DD. */
export const localDate = z.iso.date();
/** What a person enters lies in this century: a slip of the pen in a year's number is told. What is counted from it may go beyond. */
const inThisCentury = (value: string) => value.startsWith('20');
const OUT_OF_RANGE = '年份应在 2000 至 2099 之间';
/** In any zone and with or without parts of a second, as clients write it; read as `instant`. */
export const enteredInstant = z.iso
  .datetime({ offset: true })
  .max(35)
  .transform((value) => new Date(value).toISOString())
  .refine(inThisCentury, OUT_OF_RANGE);
export const enteredDate = localDate.refine(inThisCentury, OUT_OF_RANGE);
export const uuid = z.uuid();
/** 行政区划 code, e.g. 370406. */
export const jurisdictionCode = z.string().regex(/^\d{6}$/);
/** A department's code in its jurisdiction, e.g. `scjg`. */
export const departmentCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
/** An agency's code (帮办代办) in its jurisdiction's directory, e.g. `shengting-gaj`. */
export const agencyCode = departmentCode;
/** A code of one of the hall's catalogues, e.g. `litigation`; it never changes its meaning. */
export const catalogueCode = departmentCode;
/** `sub` of a token: opaque, given by the identity provider. */
export const subjectId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** 办理要求 of the 转办单. `other` comes with a date. */
export const DISPATCH_REQUIREMENTS = [...STANDARD_REQUIREMENTS, 'other'] as const;

/**
 * Why a follow-up has no verdict (无法回访) though nobody was called in vain: the report is anonymous, the citizen took the
 * matter back and confirmed it, no way to reach them is on record (无法联系), or they refused to talk (拒绝回访).
 */
export const FOLLOW_UP_EXCLUSIONS = ['anonymous', 'withdrawn', 'no-contact', 'refused'] as const;
export type FollowUpExclusion = (typeof FOLLOW_UP_EXCLUSIONS)[number];

/** What of a 受理单 may be corrected after registration. */
export const AMENDABLE_FIELDS = [
  'name',
  'reporter',
  'phone',
  'otherContact',
  'record',
  'claim',
  'suggestions',
  'serviceItem',
  'serviceItemName',
  'applicationNumber',
  'matterKinds',
  'accused',
  'confidential',
] as const;
export type AmendableField = (typeof AMENDABLE_FIELDS)[number];
/** What two of them were called while a matter had one kind and accused one department; acts of that time say so. */
export const FORMER_AMENDABLE_FIELDS = { matterKind: 'matterKinds', accusedDepartment: 'accused' } as const;

/** 办件号 of a filing with a department. */
export const applicationNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{4,40}$/, '应为 4 至 40 位字母、数字或连字符');

/** What of a text may still show who the citizen is, though nobody can be sure: somebody's name, a telephone, an address. */
export const DOUBT_KINDS = ['person', 'phone', 'address'] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];

/** How the citizen confirmed a withdrawal: to the clerk by telephone or at the window, or by number and query code. */
export const WITHDRAWAL_CONFIRMATIONS = ['phone', 'on-site', 'public'] as const;

/** How a call may miss the citizen (未接通). */
export const MISSED_CALLS = ['no-answer', 'busy', 'powered-off'] as const;
/** How a try to speak to the citizen may fail. */
export const CONTACT_RESULTS = [...MISSED_CALLS, 'wrong-number', 'refused', 'no-contact'] as const;
export type ContactResult = (typeof CONTACT_RESULTS)[number];

/** Who passed on the citizen's grade: the 回访员 who called, or the citizen by number and query code. */
export const RATERS = ['officer', 'citizen'] as const;
export type Rater = (typeof RATERS)[number];

/** What came of calling a department's 首席代表 to the window (站台). */
export const TASK_FORCE_OUTCOMES = ['solved', 'agreed', 'not-solved', 'did-not-come'] as const;
export type TaskForceOutcome = (typeof TASK_FORCE_OUTCOMES)[number];

/** How a meeting's commitment ends: carried out, or released by a leader. */
export const COMMITMENT_ENDINGS = ['fulfilled', 'released'] as const;
export type CommitmentEnding = (typeof COMMITMENT_ENDINGS)[number];

/** Why a suspended clock runs on: the papers came, or the longest wait is over. */
export const RESUMPTION_CAUSES = ['papers-received', 'limit-reached'] as const;
export type ResumptionCause = (typeof RESUMPTION_CAUSES)[number];

/** What papers that came later belong to: the case itself, the end of a wait for papers (恢复计时), or a department's reply. */
export const PAPERS_ADDED_TO = ['case', 'resumption', 'reply'] as const;

/** 保管期限. */
export const RETENTION_PERIODS = ['permanent', '30-years', '10-years'] as const;
export type RetentionPeriod = (typeof RETENTION_PERIODS)[number];
