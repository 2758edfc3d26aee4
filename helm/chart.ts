import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';

/** The parts of a rendered Kubernetes object that the specs look at. */
export interface Manifest {
  kind: string;
  metadata: { name: string; labels: Record<string, string>; annotations?: Record<string, string> };
  // A manifest's body differs by kind; kubernetes-validate checks its shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  spec: any;
}

export const chartFolder = join(__dirname, 'bancheng');
export const minimalValues = 'minimal-values.yaml';
export const fullValues = 'full-values.yaml';
export const valuesFiles = readdirSync(join(chartFolder, 'ci'));

/** Path of one of the values files under `ci/`. */
export const valuesFile = (name: string) => join(chartFolder, 'ci', name);

/** Path that the Jest global set-up has put into the environment. */
const tool = (variable: 'HELM_BIN' | 'KUBERNETES_VALIDATE_BIN' | 'GATEWAY_DEFINITIONS') => {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run these specs through the Jest project "helm"`);
  return path;
};

/** A helm built by `go install` takes itself for Kubernetes 1.20. */
const kubernetes = ['--kube-version', '1.34.0'];

const sets = (settings: Record<string, string | number | boolean>) =>
  Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);

/** Output of `helm …`; throws with helm's own words where it fails. */
export const helm = (...args: string[]) => execFileSync(tool('HELM_BIN'), args, { encoding: 'utf8', stdio: 'pipe' });

/** The YAML of the chart rendered as release `release` with one of the `ci/` values files and single settings over it. */
export const renderText = (
  values: string,
  settings: Record<string, string | number | boolean> = {},
  release = 'hall',
) => helm('template', release, chartFolder, ...kubernetes, '-f', valuesFile(values), ...sets(settings));

/** As `renderText`, parsed. */
export const render = (...args: Parameters<typeof renderText>): Manifest[] =>
  parseAllDocuments(renderText(...args)).map((document) => document.toJS());

/** What helm says against the settings over a good values file, or '' where it takes them. */
export const refusal = (settings: Record<string, string | number | boolean>) => {
  const args = ['template', 'hall', chartFolder, ...kubernetes, '-f', valuesFile(minimalValues), ...sets(settings)];
  return spawnSync(tool('HELM_BIN'), args, { encoding: 'utf8' }).stderr;
};

/** One line an object from kubernetes-validate's bundled, strict schemas: `INFO … passed`, or `ERROR`/`WARN` with the reason. */
export const validate = (yaml: string, kubernetesVersion: string) =>
  spawnSync(tool('KUBERNETES_VALIDATE_BIN'), ['-k', kubernetesVersion, '--strict', '-'], {
    input: yaml,
    encoding: 'utf8',
  })
    .stdout.trim()
    .split('\n');

/** What the Gateway API's own definition says against an HTTPRoute, or nothing. */
export const gatewayFaults = (route: Manifest) => {
  const file = join(tool('GATEWAY_DEFINITIONS'), 'gateway.networking.k8s.io_httproutes.yaml');
  const { versions } = parse(readFileSync(file, 'utf8')).spec;
  const { schema } = versions.find(({ name }: { name: string }) => name === 'v1');
  const check = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema.openAPIV3Schema);
  check(route);
  return check.errors ?? [];
};

export const ofKind = (manifests: Manifest[], kind: string) => manifests.filter((manifest) => manifest.kind === kind);

/** The service a manifest belongs to. */
export const component = (manifest: Manifest) => manifest.metadata.labels['app.kubernetes.io/component'] ?? '';
