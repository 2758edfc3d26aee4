import { section } from '@bancheng/platform';
import { z } from 'zod';

const text = z.string().min(1);

/** Whose client credentials are used; all three belong to a hall of the trial's own. */
export type Part = 'admin' | 'clerk' | 'department';

export const trialSection = section(
  'trial',
  z
    .object({
      OIDC_ISSUER: z.url(),
      TRIAL_INTAKE: z.url(),
      TRIAL_ROUTING: z.url(),
      TRIAL_ARCHIVE: z.url(),
      TRIAL_REPORTING: z.url(),
      TRIAL_ADMIN_ID: text,
      TRIAL_ADMIN_SECRET: text,
      TRIAL_CLERK_ID: text,
      TRIAL_CLERK_SECRET: text,
      TRIAL_DEPARTMENT_ID: text,
      TRIAL_DEPARTMENT_SECRET: text,
      TRIAL_DEPARTMENT_CODE: text.default('trial'),
    })
    .transform((env) => ({
      issuer: env.OIDC_ISSUER,
      rooms: {
        intake: env.TRIAL_INTAKE,
        routing: env.TRIAL_ROUTING,
        archive: env.TRIAL_ARCHIVE,
        reporting: env.TRIAL_REPORTING,
      },
      clients: {
        admin: { id: env.TRIAL_ADMIN_ID, secret: env.TRIAL_ADMIN_SECRET },
        clerk: { id: env.TRIAL_CLERK_ID, secret: env.TRIAL_CLERK_SECRET },
        department: { id: env.TRIAL_DEPARTMENT_ID, secret: env.TRIAL_DEPARTMENT_SECRET },
      } satisfies Record<Part, unknown>,
      department: env.TRIAL_DEPARTMENT_CODE,
    })),
);
export type TrialConfig = z.output<typeof trialSection.schema>;
