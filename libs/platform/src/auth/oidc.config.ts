import { z } from 'zod';
import { section } from '../config/config.js';

const httpUrl = z.url({ protocol: /^https?$/, error: '应为 http:// 或 https:// 开头的地址' });

/** The OpenID provider whose access tokens are accepted, and the claims that carry what we need to know of a person. */
export const oidcSection = section(
  'oidc',
  z
    .object({
      OIDC_ISSUER: httpUrl,
      OIDC_AUDIENCE: z.string(),
      OIDC_CLAIM_NAME: z.string().default('name'),
      OIDC_CLAIM_ROLES: z.string().default('bancheng_roles'),
      OIDC_CLAIM_JURISDICTION: z.string().default('bancheng_jurisdiction'),
      OIDC_CLAIM_DEPARTMENT: z.string().default('bancheng_department'),
    })
    .transform((env) => ({
      issuer: env.OIDC_ISSUER,
      audience: env.OIDC_AUDIENCE,
      claims: {
        name: env.OIDC_CLAIM_NAME,
        roles: env.OIDC_CLAIM_ROLES,
        jurisdiction: env.OIDC_CLAIM_JURISDICTION,
        department: env.OIDC_CLAIM_DEPARTMENT,
      },
    })),
);
export type OidcConfig = z.output<typeof oidcSection.schema>;
