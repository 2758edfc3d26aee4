import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { runTool } from '../core/process.mjs';
import { findJava } from '../tools/java.mjs';
import { jarFolder } from '../tools/maven.mjs';
import { ProcessPart } from './part.mjs';

const version = '4.3.1';

/**
 * One broker that is its own controller. Topics are made by those who use them, never by a typing error.
 * @param {string} folder @param {Record<string, number>} ports
 */
function configuration(folder, ports) {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    listeners: `PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}`,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.bootstrap.servers': `127.0.0.1:${ports.kafkaController}`,
    'log.dirs': folder,
    'auto.create.topics.enable': false,
    // A broker that was killed may register again only when the old session is over (9 s unless said otherwise).
    'broker.session.timeout.ms': 6_000,
    'broker.heartbeat.interval.ms': 2_000,
    // Off, since one hall's broker does not need it: a mark for every half second without messages, marks for replicas
    // that do not exist, threads for many clients, and a log for each of fifty consumer groups.
    'metadata.max.idle.interval.ms': 10_000,
    'replica.high.watermark.checkpoint.interval.ms': 60_000,
    'num.network.threads': 1,
    'num.io.threads': 2,
    'offsets.topic.num.partitions': 4,
    // Room for the keys of one hall's groups; 128 MB are taken at the start unless said otherwise.
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  };
}

/** @param {string} broker */
async function answers(broker) {
  const { Kafka, logLevel } = await import('kafkajs');
  const admin = new Kafka({
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    await admin.describeCluster();
  } finally {
    await admin.disconnect();
  }
}

/**
 * The folder of Kafka's jars, fetched at the first call.
 * @param {Pick<Parameters<typeof jarFolder>[0], 'env' | 'log' | 'signal'>} options
 */
export function kafkaJars(options) {
  return jarFolder({
    name: `kafka-${version}`,
    coordinates: [
      `org.apache.kafka:kafka_2.13:${version}`,
      `org.apache.kafka:kafka-tools:${version}`,
      'org.slf4j:slf4j-simple:1.7.36',
    ],
    title: `正在获取 Kafka ${version}（54 MB，通常一两分钟）/ fetching Kafka, usually a minute or two`,
    ...options,
  });
}

/**
 * Kafka (KRaft, one node) from its jars, its log in the data folder.
 * @param {import('./index.mjs').PartContext} context
 * @returns {Promise<import('./index.mjs').Environment>}
 */
export async function startKafka({ dataDir, env, ports, log, signal, adopt, onCrash }) {
  const java = await findJava(env, { log, signal });
  const jars = await kafkaJars({ env, log, signal });
  const folder = join(dataDir, 'kafka');
  const settings = join(dataDir, 'kafka.properties');
  const lines = Object.entries(configuration(folder, ports)).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(settings, lines.join(''));
  const classes = ['-cp', join(jars, '*')];

  if (!existsSync(join(folder, 'meta.properties'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const format = [
      'format',
      '--standalone',
      // One word, because an id may begin with a hyphen.
      `--cluster-id=${randomBytes(16).toString('base64url')}`,
      '--config',
      settings,
    ];
    await runTool({ file: java, args: [...classes, 'kafka.tools.StorageTool', ...format], env }, { signal });
  }

  const broker = `127.0.0.1:${ports.kafka}`;
  // Compiled once and lightly: the costly second compiler never earns back here what it takes. Memory that a busy hour
  // took is given back.
  const machine = ['-Xms32m', '-Xmx512m', '-XX:MinHeapFreeRatio=10', '-XX:MaxHeapFreeRatio=30'];
  const light = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'];
  const quiet = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'];
  const part = adopt(
    new ProcessPart({
      name: 'kafka',
      dataDir,
      logFile: join(dataDir, 'logs', 'kafka.log'),
      launch: { file: java, args: [...machine, ...light, ...quiet, ...classes, 'kafka.Kafka', settings], env },
      ready: () => answers(broker),
      onCrash,
    }),
  );
  await part.start();
  return { KAFKA_BROKERS: broker };
}
