import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { section } from '../config/config.js';
import { flag, hostAndPort } from '../config/values.js';

export const temporalSection = section(
  'temporal',
  z
    .object({
      TEMPORAL_ADDRESS: z.string().regex(hostAndPort, '应为 主机:端口'),
      TEMPORAL_NAMESPACE: z.string().default('bancheng'),
      TEMPORAL_TLS: flag,
      TEMPORAL_TLS_FOLDER: z.string().optional(),
      TEMPORAL_API_KEY: z.string().optional(),
    })
    .transform((env, context) => ({
      namespace: env.TEMPORAL_NAMESPACE,
      connection: {
        address: env.TEMPORAL_ADDRESS,
        tls:
          env.TEMPORAL_TLS_FOLDER === undefined ? env.TEMPORAL_TLS : certificatesOf(env.TEMPORAL_TLS_FOLDER, context),
        ...(env.TEMPORAL_API_KEY !== undefined && { apiKey: keyOf(env.TEMPORAL_API_KEY, env, context) }),
      },
    })),
);
export type TemporalConfig = z.output<typeof temporalSection.schema>;

interface Certificates {
  /** PEM of whom to believe; left out, the well-known ones. */
  serverRootCACertificate?: Buffer;
  /** PEM of who we are, where the server asks (mTLS). */
  clientCertPair?: { crt: Buffer; key: Buffer };
}

/** The files of a Kubernetes TLS secret, as cert-manager writes them: `ca.crt`, `tls.crt` and `tls.key`, read once. */
function certificatesOf(folder: string, context: z.RefinementCtx): Certificates {
  const [ca, crt, key] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => {
    const file = join(folder, name);
    const text = existsSync(file) ? readFileSync(file) : undefined;
    return text?.length ? text : undefined; // some issuers write an empty ca.crt
  });
  if ((crt === undefined) !== (key === undefined) || (ca ?? crt) === undefined) {
    refuse('TEMPORAL_TLS_FOLDER', '该目录下应有 ca.crt，或者 tls.crt 和 tls.key', context);
  }
  return {
    ...(ca && { serverRootCACertificate: ca }),
    ...(crt && key && { clientCertPair: { crt, key } }),
  };
}

/** A key that went over the wire in clear would be everybody's. */
function keyOf(
  key: string,
  {
    TEMPORAL_TLS: tls,
    TEMPORAL_TLS_FOLDER: folder,
  }: { TEMPORAL_TLS: boolean; TEMPORAL_TLS_FOLDER?: string | undefined },
  context: z.RefinementCtx,
): string {
  if (!tls && folder === undefined)
    refuse('TEMPORAL_API_KEY', '须与 TEMPORAL_TLS 或 TEMPORAL_TLS_FOLDER 一起设置', context);
  return key;
}

function refuse(variable: string, message: string, context: z.RefinementCtx): void {
  context.addIssue({ code: 'custom', path: [variable], message });
}
