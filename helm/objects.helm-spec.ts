import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  component,
  fullValues,
  gatewayFaults,
  minimalValues,
  ofKind,
  render,
  renderText,
  valuesFile,
  type Manifest,
} from './chart.js';

const httpServices = [
  ...['archive', 'follow-up', 'intake', 'joint-meeting', 'notices'],
  ...['outbox-relay', 'reporting', 'routing'],
];
const services = [...httpServices, 'workflow-worker'].sort();

interface Variable {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
}
const container = (manifest: Manifest) => manifest.spec.template.spec.containers[0];
const variables = (manifest: Manifest): Variable[] => container(manifest).env;
const workloads = (manifests: Manifest[]) => [...ofKind(manifests, 'Deployment'), ...ofKind(manifests, 'Job')];
const names = (manifests: Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();

describe('least privilege', () => {
  const manifests = render(fullValues);
  const kafka = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'];
  const secretsOf = (manifest: Manifest) =>
    variables(manifest).flatMap(({ valueFrom }) => (valueFrom ? [valueFrom.secretKeyRef] : []));

  it.each([
    ['intake', ['DATABASE_URL_INTAKE', 'DATABASE_URL_RULES', 'QUERY_CODE_SECRET']],
    ['routing', ['ROUTING', 'SUPERVISION', 'TRANSFER', 'DIRECTORY'].map((room) => `DATABASE_URL_${room}`)],
    ['joint-meeting', ['DATABASE_URL_JOINT_MEETING']],
    ['follow-up', ['DATABASE_URL_FOLLOW_UP', 'QUERY_CODE_SECRET']],
    ['archive', ['DATABASE_URL_ARCHIVE']],
    ['reporting', ['DATABASE_URL_REPORTING', ...kafka]],
    ['notices', ['DATABASE_URL_NOTICES', ...kafka, 'SMTP_URL']],
    ['workflow-worker', []],
    ['outbox-relay', ['DATABASE_URL_RELAY', ...kafka]],
  ])('%s gets its own secrets and no other', (service, keys) => {
    const deployment = ofKind(manifests, 'Deployment').find((manifest) => component(manifest) === service)!;
    expect(secretsOf(deployment).map(({ key }) => key)).toEqual(['TEMPORAL_API_KEY', ...keys]);
    const plain = variables(deployment).filter(({ value }) => value !== undefined);
    expect(plain.filter(({ name }) => /DATABASE|SECRET|PASSWORD|USERNAME/.test(name))).toEqual([]);
    const consumers = ['reporting', 'notices', 'outbox-relay'];
    expect(plain.some(({ name }) => name.startsWith('KAFKA_'))).toBe(consumers.includes(service));
    const report = plain.filter(({ name }) => name === 'SUPERVISION_REPORT_CRON').map(({ value }) => value);
    expect(report).toEqual(service === 'reporting' ? ['30 8 * * MON'] : []);
    expect(plain.some(({ name }) => name.startsWith('NOTICE_'))).toBe(service === 'notices');
    expect(container(deployment).envFrom).toBeUndefined();
  });

  it('only the migration Job sees the owner, from a secret that no service reads', () => {
    const job = ofKind(manifests, 'Job').find((manifest) => component(manifest) === 'migration');
    expect(secretsOf(job!)).toEqual(
      [
        'DATABASE_URL',
        ...[
          ...['ARCHIVE', 'FOLLOW_UP', 'INTAKE', 'RULES', 'JOINT_MEETING', 'NOTICES', 'RELAY', 'REPORTING'],
          ...['ROUTING', 'SUPERVISION', 'TRANSFER', 'DIRECTORY'],
        ].map((role) => `DATABASE_URL_${role}`),
      ].map((key) => ({ name: 'bancheng-migration', key })),
    );
    const read = ofKind(manifests, 'Deployment').flatMap(secretsOf);
    expect(read.filter(({ name, key }) => name === 'bancheng-migration' || key === 'DATABASE_URL')).toEqual([]);
  });

  it("gives Temporal's certificates to those who speak to it, and not to the migration or the trial", () => {
    const pods = [...workloads(manifests).map((one) => [component(one), one.spec.template.spec] as const)];
    const mounted = pods.filter(([, pod]) => pod.volumes.some(({ name }: { name: string }) => name === 'temporal'));
    expect(mounted.map(([name]) => name).sort()).toEqual([...services, 'namespace'].sort());
    for (const [, pod] of mounted) {
      const env: Variable[] = pod.containers[0].env;
      const { mountPath } = pod.containers[0].volumeMounts.find(({ name }: { name: string }) => name === 'temporal');
      expect(env).toContainEqual({ name: 'TEMPORAL_TLS_FOLDER', value: mountPath });
    }
    expect(JSON.stringify(ofKind(manifests, 'Pod'))).not.toContain('temporal');
  });

  it('asks for no SASL, mail server or certificate where no secret is named', () => {
    expect(renderText(minimalValues)).not.toMatch(
      /KAFKA_SASL|SMTP_URL|NOTICE_FROM|NOTICE_GATEWAY|TEMPORAL_API_KEY|TEMPORAL_TLS_FOLDER/,
    );
  });
});

/** Only where workflows run are there threads that would take stack traces. */
const preloadsOf = (name: string) =>
  name === 'workflow-worker' ? ['--require=./apps/workflow-worker/no-stack-traces.cjs'] : [];

describe('every workload', () => {
  it.each([minimalValues, fullValues])('is locked down and bounded with %s', (file) => {
    for (const manifest of workloads(render(file))) {
      const pod = manifest.spec.template.spec;
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(container(manifest).securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      const { requests, limits } = container(manifest).resources;
      expect([requests.cpu, requests.memory, limits.memory]).not.toContain(undefined);
      expect(container(manifest).image).toMatch(/:0\.1\.[01]$|@sha256:[0-9a-f]{64}$/);
    }
  });

  it('is probed, drained, spread and rolled without a gap', () => {
    const deployments = ofKind(render(minimalValues), 'Deployment');
    expect(deployments.map(component).sort()).toEqual(services);
    for (const deployment of deployments) {
      expect(container(deployment)).toMatchObject({
        args: [...preloadsOf(component(deployment)), `apps/${component(deployment)}/dist/main.js`],
        ports: [{ name: 'http', containerPort: 8080 }],
        startupProbe: { httpGet: { path: '/health/live', port: 'http' } },
        livenessProbe: { httpGet: { path: '/health/live', port: 'http' } },
        readinessProbe: { httpGet: { path: '/health/ready', port: 'http' } },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      });
      expect(variables(deployment)).toContainEqual({ name: 'PORT', value: '8080' });
      expect(deployment.spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
      const selector = deployment.spec.selector;
      expect(deployment.spec.template.spec.topologySpreadConstraints[0].labelSelector).toEqual(selector);
    }
  });

  it.each([
    ['migration', 'bancheng-services:0.1.0', 'apps/all-in-one/dist/migrate.js'],
    ['namespace', 'bancheng-worker:0.1.0', 'apps/workflow-worker/dist/prepare-namespace.js'],
  ])('waits for the Job %s', (name, image, program) => {
    const job = ofKind(render(minimalValues), 'Job').find((manifest) => component(manifest) === name)!;
    expect(container(job)).toMatchObject({ image, args: [program] });
    expect(job.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'pre-install,pre-upgrade' });
  });

  it('leaves the namespace alone where somebody else sees to it', () => {
    const jobs = ofKind(render(minimalValues, { 'temporal.prepareNamespace': false }), 'Job');
    expect(jobs.map(component)).toEqual(['migration']);
  });

  it('believes the certificates of a ConfigMap where one is named', () => {
    for (const manifest of workloads(render(fullValues))) {
      expect(manifest.spec.template.spec.volumes).toContainEqual({
        name: 'certificates',
        configMap: { name: 'city-ca' },
      });
      expect(variables(manifest)).toContainEqual({
        name: 'NODE_EXTRA_CA_CERTS',
        value: `${container(manifest).volumeMounts[1].mountPath}/ca.crt`,
      });
    }
    expect(renderText(minimalValues)).not.toMatch(/NODE_EXTRA_CA_CERTS|certificates/);
  });

  it("runs the worker's own image, with the tag of all unless it has one", () => {
    const images = (settings: Parameters<typeof render>[1]) =>
      Object.fromEntries(
        ofKind(render(minimalValues, settings), 'Deployment').map((one) => [component(one), container(one).image]),
      );
    expect(images({})).toMatchObject({ intake: 'bancheng-services:0.1.0', 'workflow-worker': 'bancheng-worker:0.1.0' });
    expect(images({ 'services.workflow-worker.image.tag': '0.1.1' })).toMatchObject({
      intake: 'bancheng-services:0.1.0',
      'workflow-worker': 'bancheng-worker:0.1.1',
    });
  });
});

describe('names', () => {
  it('and selectors stay the same whatever version and settings are installed', () => {
    const stable = (manifests: Manifest[]) =>
      ofKind(manifests, 'Deployment').map(({ metadata, spec }) => [metadata.name, spec.selector.matchLabels]);
    const expected = services.map((service) => [
      `hall-${service}`,
      {
        'app.kubernetes.io/name': 'bancheng',
        'app.kubernetes.io/instance': 'hall',
        'app.kubernetes.io/component': service,
      },
    ]);
    expect(stable(render(minimalValues, { 'image.tag': '9.9.9' }))).toEqual(expected);
    expect(stable(render(fullValues))).toEqual(expected);
  });

  it('fit 63 characters under the longest release name', () => {
    const lengths = render(fullValues, {}, 'r'.repeat(53)).map(({ metadata }) => metadata.name.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(63);
  });
});

it('tells a service the claims to read and, where it has a public API, the proxies to believe', () => {
  for (const deployment of ofKind(render(fullValues), 'Deployment')) {
    expect(variables(deployment)).toContainEqual({ name: 'OIDC_CLAIM_ROLES', value: 'groups' });
    const proxies = variables(deployment).find(({ name }) => name === 'TRUST_PROXY')?.value;
    expect(proxies).toBe(httpServices.includes(component(deployment)) ? '10.0.0.0/24' : undefined);
  }
});

const COMPONENT = 'app.kubernetes.io/component';
const jobs = ['migration', 'namespace'];

/** Which path leads to which service, by an Ingress or an HTTPRoute. */
function routesOf({ kind, spec }: Manifest): { path: string; service: string }[] {
  if (kind === 'Ingress')
    return spec.rules[0].http.paths.map((one: { path: string; backend: { service: { name: string } } }) => ({
      path: one.path,
      service: one.backend.service.name,
    }));
  return spec.rules.flatMap((rule: { matches: { path: { value: string } }[]; backendRefs: { name: string }[] }) =>
    rule.matches.map(({ path }) => ({ path: path.value, service: rule.backendRefs[0]!.name })),
  );
}

it("takes the Gateway API's own word about an HTTPRoute", () => {
  const [route] = ofKind(render(fullValues), 'HTTPRoute');
  expect(gatewayFaults(route!)).toEqual([]);
  const rules = Array.from({ length: 17 }, () => route!.spec.rules[0]);
  expect(gatewayFaults({ ...route!, spec: { ...route!.spec, rules } })).not.toEqual([]);
});

describe('helm test', () => {
  it('is a matter played by the clients of a Secret, and there is none without it', () => {
    const [pod] = ofKind(render(fullValues), 'Pod');
    expect(pod!.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'test' });
    const env: Variable[] = pod!.spec.containers[0].env;
    const secrets = env.flatMap(({ valueFrom }) => (valueFrom ? [valueFrom.secretKeyRef] : []));
    expect(new Set(secrets.map(({ name }) => name))).toEqual(new Set(['bancheng-trial']));
    expect(secrets.map(({ key }) => key)).toEqual(
      ['ADMIN', 'CLERK', 'DEPARTMENT'].flatMap((part) => [`TRIAL_${part}_ID`, `TRIAL_${part}_SECRET`]),
    );
    expect(pod!.spec.containers[0]).toMatchObject({
      args: ['apps/trial/dist/main.js'],
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
    expect(ofKind(render(minimalValues), 'Pod')).toEqual([]);
  });

  it('may call the services, which take no call of any other pod', () => {
    const policies = ofKind(render(minimalValues, { 'trial.existingSecret': 'trial' }), 'NetworkPolicy');
    const trial = {
      podSelector: { matchLabels: { ...policies[0]!.spec.podSelector.matchLabels, [COMPONENT]: 'trial' } },
    };
    for (const policy of policies.filter((manifest) => httpServices.includes(component(manifest))))
      expect(policy.spec.ingress).toEqual([{ from: [trial], ports: [{ port: 'http' }] }]);
  });
});

describe('the network', () => {
  const policies = (file: string) =>
    Object.fromEntries(
      ofKind(render(file), 'NetworkPolicy').map((policy) => {
        expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
        return [policy.spec.podSelector.matchLabels['app.kubernetes.io/component'], policy.spec.ingress];
      }),
    );

  it('lets nobody in unless peers are named', () => {
    expect(policies(minimalValues)).toEqual(Object.fromEntries([...services, ...jobs].map((one) => [one, []])));
  });

  it('lets the named peers reach the HTTP services only', () => {
    const { allowFrom } = parse(readFileSync(valuesFile(fullValues), 'utf8')).networkPolicy;
    const { trial: _trial, ...others } = policies(fullValues);
    const open = [{ from: expect.arrayContaining(allowFrom), ports: [{ port: 'http' }] }];
    expect(others).toEqual(
      Object.fromEntries([...services, ...jobs].map((one) => [one, httpServices.includes(one) ? open : []])),
    );
  });

  it.each([
    ['intake', [5432, 7233, 443]],
    ['reporting', [5432, 7233, 443, 9093]],
    ['notices', [5432, 7233, 443, 9093, 465, 587]],
    ['outbox-relay', [5432, 7233, 443, 9093]],
    ['workflow-worker', [7233, 443]],
    ['migration', [5432]],
    ['namespace', [7233]],
  ])('lets %s out to what it works with and its names, and nowhere else', (name, ports) => {
    const policy = ofKind(render(fullValues), 'NetworkPolicy').find((manifest) => component(manifest) === name)!;
    const [dns, ...rest] = policy.spec.egress;
    expect(dns).toEqual({
      ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }],
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
    });
    const open = rest.flatMap((rule: { ports: { port: number }[] }) => rule.ports.map(({ port }) => port));
    expect(open.sort()).toEqual([...ports].sort());
  });

  it('lets out to the ports that the addresses name, and to those of pods behind them', () => {
    const settings = {
      'temporal.address': 'temporal:17233',
      'kafka.brokers': '{a:9096,b:9097}',
      'oidc.issuer': 'https://id.example.org:8443/realms/hall',
      'networkPolicy.allowTo.oidc.ports': '{9443}',
    };
    const [policy] = ofKind(render(minimalValues, settings), 'NetworkPolicy').filter(
      (manifest) => component(manifest) === 'reporting',
    );
    const open = policy!.spec.egress.flatMap((rule: { ports: { port: number }[] }) =>
      rule.ports.map(({ port }) => port),
    );
    expect(open).toEqual([53, 53, 17233, 8443, 9443, 5432, 9096, 9097]);
  });

  it('lets the Jobs out before they run', () => {
    for (const policy of ofKind(render(minimalValues), 'NetworkPolicy').filter((one) => jobs.includes(component(one))))
      expect(policy.metadata.annotations).toMatchObject({
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '-5',
      });
  });

  it.each(['Ingress', 'HTTPRoute'])('routes each public path to the one service that answers it, by %s', (kind) => {
    const manifests = render(fullValues);
    expect(ofKind(manifests, 'Service').map(component).sort()).toEqual(httpServices);
    const paths = ofKind(manifests, kind).flatMap(routesOf);
    expect(new Set(paths.map(({ path }) => path)).size).toBe(paths.length);
    expect(paths.filter(({ path }) => !path.startsWith('/v1/'))).toEqual([]);
    expect([...new Set(paths.map(({ service }) => service))].sort()).toEqual(
      httpServices.map((service) => `hall-${service}`),
    );
  });
});

it.each(services)('without %s nothing of it is left, and all else is as before', (service) => {
  const before = render(fullValues);
  const after = render(fullValues, { [`services.${service}.enabled`]: false });
  expect(names(after)).toEqual(names(before.filter((manifest) => component(manifest) !== service)));
  expect(JSON.stringify(after)).not.toContain(`"hall-${service}"`);
});
