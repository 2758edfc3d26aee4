import type { OidcConfig } from './oidc.config.js';
import { ROLES, type Actor, type Role } from './actor.js';
import { claimMissing, unauthenticated } from './auth.problems.js';

const JURISDICTION = /^\d{6}$/;
/** What we can keep and show of a person's id; a list or an object would all be one person. */
const SUBJECT = /^[^\p{Cc}\p{Cs}]{1,128}$/u;
const NAME = /^[^\p{C}]{1,50}$/u;
const DEPARTMENT_ROLES: readonly Role[] = ['department', 'department-system'];

/**
 * Reads the caller out of a verified token. Roles unknown to us are dropped.
 * @throws Problem 401 for a `sub` that is no text of 1 to 128 characters; 403 `claim-missing` without a jurisdiction of six digits, or for a department role without a department
 */
export function actorOfClaims(claims: Record<string, unknown>, names: OidcConfig['claims']): Actor {
  const subject = textOf(claims['sub']);
  if (subject === null || !SUBJECT.test(subject)) throw unauthenticated('invalid_token');
  const given = listOf(claims[names.roles]);
  const roles = ROLES.filter((role) => given.includes(role));
  const jurisdiction = textOf(claims[names.jurisdiction]);
  const department = textOf(claims[names.department]);
  if (jurisdiction === null || !JURISDICTION.test(jurisdiction)) throw claimMissing('行政区划');
  if (department === null && roles.some((role) => DEPARTMENT_ROLES.includes(role))) throw claimMissing('所属部门');
  return { subject, name: nameOf(claims[names.name]), roles, jurisdiction, department };
}

/** Providers send several roles as an array or as one space-separated string. */
function listOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];
}

/** A name that we can keep and show, or none. */
function nameOf(claim: unknown): string | null {
  const name = textOf(claim)?.trim() ?? '';
  return NAME.test(name) ? name : null;
}

function textOf(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' ? claim : null;
}
