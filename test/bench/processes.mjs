import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} ProcessStat
 * @property {number} pid
 * @property {number} parent
 * @property {number} ticks CPU time of the process and of its children that have ended
 */

const msPerTick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** @param {number} pid @param {string} stat the text of `/proc/<pid>/stat` @returns {ProcessStat} */
export function parseStat(pid, stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15).map(Number);
  return { pid, parent: Number(fields[1]), ticks: user + system + childrenUser + childrenSystem };
}

/**
 * The process `root` and all that descend from it.
 * @param {readonly ProcessStat[]} all @param {number} root @returns {ProcessStat[]}
 */
export function treeOf(all, root) {
  const children = all.filter(({ parent }) => parent === root).flatMap(({ pid }) => treeOf(all, pid));
  return [...all.filter(({ pid }) => pid === root), ...children];
}

/** Every process of this machine. @returns {ProcessStat[]} */
function processes() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const stat = readOrNone(`/proc/${pid}/stat`);
    return stat === '' ? [] : [parseStat(Number(pid), stat)];
  });
}

/** @param {string} file of a process that may have ended meanwhile */
function readOrNone(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * CPU time so far of each process tree, in milliseconds, by name.
 * @param {Record<string, number>} roots @param {number} [except] a process that is the bench's own doing
 * @returns {Record<string, number>}
 */
export function cpuMs(roots, except) {
  const all = processes().filter(({ pid }) => pid !== except);
  const sum = (/** @type {number} */ root) =>
    treeOf(all, root).reduce((ticks, one) => ticks + one.ticks, 0) * msPerTick;
  return Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, sum(root)]));
}

/** CPU time that everything on this machine has used so far, in milliseconds. */
export function machineMs() {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = readFileSync('/proc/stat', 'utf8')
    .split(/\s+/)
    .slice(1, 8)
    .map(Number);
  return (user + nice + system + irq + softIrq) * msPerTick;
}

/**
 * Memory of each process tree in MB: PSS, which counts what processes share (PostgreSQL's buffers) once.
 * @param {Record<string, number>} roots @returns {Record<string, number>}
 */
export function memoryMb(roots) {
  const all = processes();
  const kb = (/** @type {ProcessStat} */ { pid }) =>
    Number(/^Pss:\s+(\d+)/m.exec(readOrNone(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  const sum = (/** @type {number} */ root) => treeOf(all, root).reduce((total, one) => total + kb(one), 0) / 1024;
  return Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, sum(root)]));
}
