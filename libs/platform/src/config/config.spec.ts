import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oidcSection } from '../auth/oidc.config.js';
import { databaseSection } from '../db/database.config.js';
import { processSection } from '../http/process.config.js';
import { kafkaSection } from '../kafka/kafka.config.js';
import { temporalSection } from '../temporal/temporal.config.js';
import { Config, ConfigError } from './config.js';

const oidc = { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'bancheng' };

describe('Config', () => {
  it('lists every bad variable of every section at once, without its value', () => {
    const env = {
      PORT: 'eighty-secret',
      DATABASE_URL_JOINT_MEETING: 'mysql://user:secret@host/db',
      TEMPORAL_ADDRESS: '',
      KAFKA_BROKERS: 'one:9092,secret',
      KAFKA_SASL_USERNAME: 'secret',
    };
    const load = () =>
      Config.load(env, [processSection, databaseSection('joint-meeting'), temporalSection, kafkaSection, oidcSection]);
    let message = '';
    try {
      load();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = (error as Error).message;
    }
    for (const variable of [
      'PORT：应为端口号',
      'DATABASE_URL_JOINT_MEETING：应为 postgres:// 开头的连接地址',
      'TEMPORAL_ADDRESS：未设置',
      'KAFKA_BROKERS：应为逗号分隔的 主机:端口',
      'OIDC_ISSUER：未设置',
      'OIDC_AUDIENCE：未设置',
    ]) {
      expect(message).toContain(variable);
    }
    expect(message).not.toMatch(/secret|eighty/);
  });

  it('wants the three SASL variables together', () => {
    const env = { KAFKA_BROKERS: 'a:1', KAFKA_SASL_USERNAME: 'u' };
    expect(() => Config.load(env, [kafkaSection])).toThrow(/KAFKA_SASL_MECHANISM：须与/);
  });

  it('sends an API key over TLS only, and wants certificate and key together', () => {
    const temporal = (env: Record<string, string>) =>
      Config.load({ TEMPORAL_ADDRESS: 'a:1', ...env }, [temporalSection]).get(temporalSection).connection;
    expect(() => temporal({ TEMPORAL_API_KEY: 'secret' })).toThrow(/^(?!.*secret)[^]*TEMPORAL_API_KEY：须与/);
    expect(temporal({ TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'true' })).toMatchObject({ tls: true, apiKey: 'k' });
    const folder = mkdtempSync(join(tmpdir(), 'bancheng-tls-'));
    expect(() => temporal({ TEMPORAL_TLS_FOLDER: folder })).toThrow(/TEMPORAL_TLS_FOLDER：该目录下应有/);
    writeFileSync(join(folder, 'ca.crt'), 'ca');
    expect(temporal({ TEMPORAL_TLS_FOLDER: folder }).tls).toEqual({ serverRootCACertificate: Buffer.from('ca') });
    writeFileSync(join(folder, 'tls.crt'), 'crt');
    expect(() => temporal({ TEMPORAL_TLS_FOLDER: folder })).toThrow(/TEMPORAL_TLS_FOLDER：该目录下应有/);
    rmSync(folder, { recursive: true });
  });

  it('needs only what the process hosts, and knows the defaults', () => {
    const config = Config.load({ ...oidc, TEMPORAL_ADDRESS: 'localhost:7233' }, [
      processSection,
      oidcSection,
      temporalSection,
    ]);
    expect(config.get(processSection)).toEqual({
      environment: 'development',
      host: '0.0.0.0',
      port: 3000,
      logLevel: 'info',
      trustProxy: false,
    });
    expect(config.get(temporalSection)).toEqual({
      namespace: 'bancheng',
      connection: { address: 'localhost:7233', tls: false },
    });
    expect(config.get(oidcSection).claims).toEqual({
      name: 'name',
      roles: 'bancheng_roles',
      jurisdiction: 'bancheng_jurisdiction',
      department: 'bancheng_department',
    });
    expect(config.has(kafkaSection)).toBe(false);
    expect(() => config.get(kafkaSection)).toThrow('"kafka" was not loaded');
  });

  it('takes port 0, TLS and SASL as given', () => {
    const config = Config.load(
      {
        PORT: '0',
        KAFKA_BROKERS: 'a:9092, b:9092',
        KAFKA_TLS: 'true',
        KAFKA_SASL_MECHANISM: 'scram-sha-512',
        KAFKA_SASL_USERNAME: 'u',
        KAFKA_SASL_PASSWORD: 'p',
      },
      [processSection, kafkaSection],
    );
    expect(config.get(processSection).port).toBe(0);
    expect(config.get(kafkaSection)).toEqual({
      brokers: ['a:9092', 'b:9092'],
      tls: true,
      sasl: { mechanism: 'scram-sha-512', username: 'u', password: 'p' },
    });
  });
});
