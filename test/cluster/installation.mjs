import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runTool } from '../../deploy/local/core/process.mjs';
import { databaseUrls } from '../../deploy/local/parts/postgres.mjs';
import { Door } from './door.mjs';
import { Images } from './images.mjs';

const tag = 'test';
const namespace = 'bancheng';
const issuer = 'https://oidc.parts.svc';

const password = () => randomBytes(18).toString('hex');

/** @param {string} kind @param {string} name @param {Record<string, string>} texts */
const held = (kind, name, texts) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace },
  [kind === 'Secret' ? 'stringData' : 'data']: texts,
});

/** The parts and the chart on a node. */
export class Installation {
  #passwords = { owner: password(), temporal: password(), oidc: password() };

  /** @param {import('./node.mjs').Node} node @param {import('./node.mjs').Log} log */
  constructor(node, log) {
    this.node = node;
    this.log = log;
  }

  /** Builds what is missing; refused where it can't work. */
  async prepare() {
    await this.node.build();
    const images = new Images(this.node.cache, this.log);
    await images.makeParts();
    await images.makePrograms(tag);
  }

  /** PostgreSQL, Temporal on it, Kafka, and an identity provider with a certificate of its own. */
  async parts() {
    const { certificate, key } = await this.#certificate();
    const values = { passwords: this.#passwords, oidc: { issuer, certificate, key } };
    await this.#helm(
      ['upgrade', '--install', 'parts', 'test/cluster/parts', '-n', 'parts', '--create-namespace'],
      values,
    );
    for (const one of ['statefulset/postgres', 'statefulset/kafka', 'statefulset/temporal', 'deployment/oidc'])
      await this.node.kubectl(['-n', 'parts', 'rollout', 'status', one, '--timeout=180s']);
  }

  /** *The* chart, in a namespace that refuses pods which are not restricted. */
  async chart() {
    const labels = {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    };
    const owner = `postgres://bancheng:${this.#passwords.owner}@postgres.parts.svc:5432/bancheng`;
    const { DATABASE_URL: _owner, ...services } = databaseUrls(owner, this.node.cache, {});
    await this.node.apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      held('Secret', 'database', services),
      held('Secret', 'migration', { DATABASE_URL: owner, ...services }),
      held('Secret', 'query-code', { QUERY_CODE_SECRET: password() }),
      held('Secret', 'trial', this.#trial()),
      held('ConfigMap', 'city-ca', { 'ca.crt': readFileSync(this.#certificateFile, 'utf8') }),
    ]);
    const installed = [
      'upgrade',
      '--install',
      'hall',
      'helm/bancheng',
      '-n',
      namespace,
      '-f',
      'test/cluster/values.yaml',
    ];
    await this.#helm([...installed, '--wait', '--timeout=6m'], { image: { tag } });
    const pods = JSON.parse(await this.node.kubectl(['-n', namespace, 'get', 'pods', '-o', 'json'])).items;
    return `${pods.length} pods`;
  }

  /** `helm test`. */
  async trial() {
    const said = await this.node.run(['helm', 'test', 'hall', '-n', namespace, '--logs', '--timeout=4m']);
    return said.split('\n').find((line) => line.startsWith('BBCS-'));
  }

  /** The tour's matters from registration to the archive, by the paths of the chart's Ingress. */
  async tour() {
    const door = await Door.open(this.node, namespace);
    try {
      const env = {
        BANCHENG_API: door.url,
        OIDC_ISSUER: issuer,
        OIDC_DEMO_SECRET: this.#passwords.oidc,
        TEMPORAL_ADDRESS: 'temporal.parts.svc:7233',
        TEMPORAL_NAMESPACE: 'bancheng',
        NODE_EXTRA_CA_CERTS: this.#certificateFile,
      };
      const said = await this.node.run(['node', 'test/tour/tour.mjs'], { env });
      return said.trim().split('\n').at(-1);
    } finally {
      door.close();
    }
  }

  get #certificateFile() {
    return join(this.node.cache, 'oidc.crt');
  }

  #trial() {
    const secret = this.#passwords.oidc;
    return Object.fromEntries(
      ['ADMIN', 'CLERK', 'DEPARTMENT'].flatMap((part) => [
        [`TRIAL_${part}_ID`, `trial-${part.toLowerCase()}`],
        [`TRIAL_${part}_SECRET`, secret],
      ]),
    );
  }

  async #certificate() {
    const key = join(this.node.cache, 'oidc.key');
    const ask = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
    const name = ['-subj', '/CN=oidc.parts.svc', '-addext', 'subjectAltName=DNS:oidc.parts.svc'];
    await runTool({ file: 'openssl', args: [...ask, ...name, '-keyout', key, '-out', this.#certificateFile] });
    return { certificate: readFileSync(this.#certificateFile, 'utf8'), key: readFileSync(key, 'utf8') };
  }

  /** @param {string[]} args @param {object} values */
  async #helm(args, values) {
    const file = join(this.node.cache, 'values.yaml');
    writeFileSync(file, stringify(values), { mode: 0o600 });
    await this.node.run(['helm', ...args, '-f', file]);
  }
}
