import type { ActSource } from '@bancheng/casebook';
import type { Actor } from '@bancheng/platform';

/** An act of a department over the API: by its own system, or by one of its staff. */
export function departmentSource({ subject, roles }: Actor): ActSource {
  const role = roles.includes('department-system') ? 'department-system' : 'department';
  return { subject, role, origin: 'api' };
}
