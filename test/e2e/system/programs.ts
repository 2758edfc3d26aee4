import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repoRoot } from '../../../deploy/local/core/paths.mjs';

export type Env = Record<string, string>;

/** What the chart says of one program: what it may know, and what it answers. */
interface Program {
  databaseUrls?: string[];
  queryCodes?: boolean;
  kafka?: boolean;
  paths?: string[];
}

/** The separate deployables by name, as the chart runs them. */
export const PROGRAMS = parse(readFileSync(join(repoRoot, 'helm/bancheng/files/services.yaml'), 'utf8')) as Record<
  string,
  Program
>;

const EVERYWHERE = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'];

/** Of all that is known, what this program gets and no more. */
export function environmentOf(name: string, env: Env): Env {
  const program = PROGRAMS[name];
  if (program === undefined) throw new Error(`the chart has no program ${name}`);
  const known = [
    ...EVERYWHERE,
    ...(program.databaseUrls ?? []),
    ...(program.queryCodes === true ? ['QUERY_CODE_SECRET'] : []),
    ...(program.kafka === true ? ['KAFKA_BROKERS'] : []),
  ];
  return Object.fromEntries(known.map((variable) => [variable, env[variable] ?? '']));
}
