import type { MadeReport } from '@bancheng/contracts';
import type { NoticeOffice } from '@bancheng/contracts/http/notices';
import type { NoticeTemplate } from './templates.js';

/** Who is told: `invited` are the departments that were invited to that meeting. */
export type Recipient =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'department'; readonly department: string }
  | { readonly kind: NoticeOffice }
  | { readonly kind: 'invited'; readonly meetingId: string };

/** What a template may be filled with beside the case's number: days, instants, counts and ids; no name, no text. */
export interface NoticeParameters {
  readonly dueAt?: string;
  readonly provisional?: boolean;
  readonly workingDays?: number;
  readonly ordinal?: number;
  readonly meetingId?: string;
  /** For when a meeting is planned. */
  readonly plannedAt?: string;
  readonly report?: ReportFigures;
}

/** What a supervision report comes to. */
export type ReportFigures = Readonly<
  Pick<MadeReport, 'reportId' | 'from' | 'open' | 'due' | 'overdue' | 'missingYear'>
>;

export interface NoticeDraft {
  readonly to: Recipient;
  readonly template: NoticeTemplate;
  readonly parameters: NoticeParameters;
}
