import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { chartFolder, helm, refusal, render, validate, valuesFile, valuesFiles } from './chart.js';

describe.each(valuesFiles)('with %s', (file) => {
  it('passes strict lint', () => {
    expect(helm('lint', '--strict', chartFolder, '-f', valuesFile(file))).toContain('0 chart(s) failed');
  });

  it.each(['1.30', '1.34'])("renders only what Kubernetes %s's schemas take", (version) => {
    const own = render(file).filter(({ kind }) => kind !== 'HTTPRoute');
    const verdicts = validate(own.map((manifest) => stringify(manifest)).join('---\n'), version);
    expect(verdicts.filter((verdict) => !/^INFO .* passed/.test(verdict))).toEqual([]);
    expect(verdicts).toHaveLength(own.length);
  });
});

describe('the values schema', () => {
  it('refuses the bare defaults, naming every setting that has none', () => {
    const settings = ['image', 'database', 'migration', 'queryCode', 'temporal', 'kafka', 'oidc'];
    expect(() => helm('template', 'hall', chartFolder)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(settings.map((name) => `(?=[^]*'/${name})`).join('')) }),
    );
  });

  it.each([
    ['an unknown setting', { debugMode: true }, "'debugMode' not allowed"],
    ['an unknown service', { 'services.desk.enabled': true }, "'desk' not allowed"],
    [
      'a database for a service that has none',
      { 'services.workflow-worker.databaseUrls[0]': 'X' },
      "'databaseUrls' not allowed",
    ],
    ['the tag latest', { 'image.tag': 'latest' }, "'/image/tag'"],
    ['latest as part of the repository', { 'image.repository': 'bancheng:latest' }, "'/image/repository'"],
    ['no tag and no digest', { 'image.tag': '' }, "'/image'"],
    ["the tag latest for one service's image", image('latest'), "'/services/intake/image/tag'"],
    ['a missing database secret', { 'database.existingSecret': '' }, "'/database/existingSecret'"],
    ['a missing migration secret', { 'migration.existingSecret': '' }, "'/migration/existingSecret'"],
    ['a missing query code secret', { 'queryCode.existingSecret': '' }, "'/queryCode/existingSecret'"],
    ['no Kafka broker', { 'kafka.brokers': 'null' }, "missing property 'brokers'"],
    ['an issuer without TLS', { 'oidc.issuer': 'http://id.example.org' }, "'/oidc/issuer'"],
    ['a cron of six fields', { 'supervisionReport.cron': '0 0 9 * * 1' }, "'/supervisionReport/cron'"],
    ['a mail server without a sender', { 'notices.smtp.existingSecret': 'mail' }, "'/notices/smtp/from'"],
    ['two gateways in one name', { 'notices.gatewaySubjects': '{a b}' }, "'/notices/gatewaySubjects/0'"],
    ['no replica', { 'services.intake.replicas': 0 }, "'/services/intake/replicas'"],
    ['a privileged port', { 'services.intake.port': 80 }, "'/services/intake/port'"],
    [
      'an Ingress that nobody may pass',
      { 'ingress.enabled': true, 'ingress.host': 'a.org' },
      "'/networkPolicy/allowFrom'",
    ],
    [
      'an HTTPRoute without a Gateway',
      { 'httpRoute.enabled': true, 'httpRoute.host': 'a.org', trustProxy: '10.0.0.0/8' },
      "'/httpRoute/parentRefs'",
    ],
    ['an HTTPRoute whose word about addresses is not believed', { 'httpRoute.enabled': true }, "'/trustProxy'"],
    [
      'a worker without tag or digest beside services by digest',
      { 'image.tag': '', 'image.digest': `sha256:${'0'.repeat(64)}` },
      "'/services/workflow-worker/image'",
    ],
    ['a way out without port', { 'networkPolicy.allowTo.kafka.ports': 'null' }, "missing property 'ports'"],
    ['an API key that would go over the wire in clear', { 'temporal.apiKey.existingSecret': 'key' }, "'/temporal"],
    ['an Ingress without host', { 'ingress.enabled': true }, "'/ingress/host'"],
    [
      'an Ingress whose word about addresses is not believed',
      { 'ingress.enabled': true, 'ingress.host': 'a.org' },
      "'/trustProxy'",
    ],
  ])('refuses %s', (_, settings, complaint) => {
    expect(refusal(settings)).toContain(complaint);
  });

  it('takes an image of its own for one service', () => {
    expect(refusal(image('0.1.1'))).toBe('');
  });
});

function image(tag: string) {
  return { 'services.intake.image.repository': 'bancheng', 'services.intake.image.tag': tag };
}

it('the README explains every setting', () => {
  const values: Record<string, unknown> = parse(readFileSync(join(chartFolder, 'values.yaml'), 'utf8'));
  const readme = readFileSync(join(chartFolder, 'README.md'), 'utf8');
  const settings = Object.entries(values).flatMap(([name, value]) =>
    name === 'services' || typeof value !== 'object'
      ? [name]
      : Object.keys(value as object).map((key) => `${name}.${key}`),
  );
  expect(settings.filter((setting) => !readme.includes(`\`${setting}`))).toEqual([]);
});
