import type { Role } from '@bancheng/platform';

/** Who convenes, edits and holds meetings: the 办理专员, or a leader in their place. */
export const MEETING_ROLES = ['clerk', 'leader'] as const satisfies readonly Role[];
