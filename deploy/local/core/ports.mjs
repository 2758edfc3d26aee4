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
 * @returns {Promise<Record<string, number>>}
 */
export async function choosePorts(dataDir, usual) {
  const remembered = readState(dataDir).ports;
  /** @type {Record<string, number>} */
  const chosen = {};
  const taken = new Set();
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
