import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { LocalError } from './report.mjs';
import { readState, updateState } from './state.mjs';

/**
 * Ports that no outgoing connection is given by the system: a client that keeps trying a stopped server there can
 * neither take its port nor connect to itself.
 */
const first = 20_000;
const last = 32_000;

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} */
function canListen(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * Whether nothing listens on the port, on any of this machine's addresses.
 * @param {number} port
 */
export async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port));
}

/** @param {Set<number>} taken */
async function anyFree(taken) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(first, last);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new LocalError(`${first}–${last} 之间找不到空闲端口。`, `No free port between ${first} and ${last}.`);
}

/**
 * Chooses a port for each name: the one used last, else the usual one, else any free one; and remembers them.
 * @param {string} dataDir
 * @param {Record<string, number | undefined>} usual the usual port by name; undefined: any free one
 * @param {Iterable<number>} [others] ports that are not to be chosen
 * @returns {Promise<Record<string, number>>}
 */
export async function choosePorts(dataDir, usual, others = []) {
  const remembered = readState(dataDir).ports;
  /** @type {Record<string, number>} */
  const chosen = {};
  const taken = new Set(others);
  for (const [name, usualPort] of Object.entries(usual)) {
    let port;
    for (const wish of [remembered[name], usualPort]) {
      if (port === undefined && wish !== undefined && !taken.has(wish) && (await isFree(wish))) port = wish;
    }
    port ??= await anyFree(taken);
    taken.add(port);
    chosen[name] = port;
  }
  updateState(dataDir, (state) => Object.assign(state.ports, chosen));
  return chosen;
}

/** How often one start may find that a port was taken after it had been chosen. */
const maxRechoices = 3;

/**
 * Does a start that binds chosen ports. Where another program has taken one of them since they were chosen, all are
 * chosen again, three times at most. This is checked before the start, so that the other program is not taken for our
 * part, and after a start that failed.
 * @template T
 * @param {object} chosen
 * @param {string} chosen.dataDir
 * @param {Record<string, number>} chosen.ports all ports chosen so far, by name; new ones are noted in it
 * @param {string[]} chosen.names those that this start binds
 * @param {import('./report.mjs').Log} chosen.log
 * @param {() => Promise<T>} start reads its ports anew each time
 * @returns {Promise<T>}
 */
export async function onFreePorts({ dataDir, ports, names, log }, start) {
  const taken = async () => {
    const mine = names.map((name) => ports[name] ?? 0);
    const free = await Promise.all(mine.map(isFree));
    return mine.filter((_, index) => !free[index]).join('、');
  };
  const attempt = async () => {
    const before = await taken();
    if (before) throw new LocalError(`端口 ${before} 已被占用。`, `Taken by another program: ${before}.`);
    return start();
  };
  for (let rechoices = 0; ; rechoices += 1) {
    try {
      return await attempt();
    } catch (error) {
      const lost = await taken();
      if (!lost || rechoices === maxRechoices) throw error;
      log(`端口 ${lost} 已被别的程序占用，换一个 / taken by another program meanwhile, choosing anew`);
      const anyPorts = Object.fromEntries(names.map((name) => [name, undefined]));
      Object.assign(ports, await choosePorts(dataDir, anyPorts, Object.values(ports)));
    }
  }
}
