import type { NoticeTemplate } from './templates.js';

/** Who is told: `invited` are the departments that were invited to that meeting. */
export type Recipient =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'department'; readonly department: string }
  | { readonly kind: 'leader' }
  | { readonly kind: 'invited'; readonly meetingId: string };

/** What a template may be filled with beside the case's number: instants, counts and ids; no name, no text. */
export interface NoticeParameters {
  readonly dueAt?: string;
  readonly provisional?: boolean;
  readonly workingDays?: number;
  readonly ordinal?: number;
  readonly meetingId?: string;
}

export interface NoticeDraft {
  readonly to: Recipient;
  readonly template: NoticeTemplate;
  readonly parameters: NoticeParameters;
}
