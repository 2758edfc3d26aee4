/** Who may act, as the access token says. */
export const ROLES = [
  'clerk',
  'follow-up-officer',
  'department',
  'department-system',
  'leader',
  'supervisor',
  'admin',
  'installation-admin',
  'operator',
  'platform-client',
] as const;
export type Role = (typeof ROLES)[number];

/** The authenticated caller. `department` is set for department roles; `jurisdiction` is a 行政区划 code. */
export interface Actor {
  readonly subject: string;
  /** As the provider says it; null where its tokens carry no name. */
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly jurisdiction: string;
  readonly department: string | null;
}
