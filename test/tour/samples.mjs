import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../deploy/local/core/paths.mjs';

/**
 * @typedef {object} Sample one matter as a real window published it; see ../samples/README.md
 * @property {string} id
 * @property {{ name: string, phone: string }} citizen
 * @property {'window' | 'phone' | 'platform' | 'wechat' | null} channel
 * @property {string} category
 * @property {string} record
 * @property {string} request
 * @property {'simple' | 'general' | 'complex' | null} type
 * @property {string[]} departments
 * @property {string | null} outcome
 * @property {string | null} declineReason
 * @property {string} cause
 */

/** @type {Sample[]} */
const samples = JSON.parse(readFileSync(join(repoRoot, 'test', 'samples', 'public.json'), 'utf8'));

/** @param {string} id @returns {Sample} */
export function sample(id) {
  const found = samples.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return found;
}

/** What the pages call our departments. @type {[RegExp, string][]} */
const codes = [
  [/公积金/, 'gjj'],
  [/住建/, 'zj'],
  [/不动产/, 'bdc'],
  [/税务/, 'sw'],
  [/公安|派出所|出入境/, 'ga'],
  [/医保/, 'yb'],
  [/市场监/, 'scjg'],
  [/自然资源/, 'zrzy'],
  [/社保/, 'rs'],
  [/民政/, 'mz'],
  [/卫生/, 'ws'],
];

/** Our departments among those that the page names, each once; towns, banks and windows are none. @param {Sample} matter */
export function departmentsOf({ departments }) {
  const named = departments.flatMap((name) => codes.filter(([pattern]) => pattern.test(name)).map(([, code]) => code));
  return [...new Set(named)];
}

/** The 受理单 as the window fills it in. @param {Sample} matter */
export function slipOf({ citizen, channel, record, request }) {
  return {
    name: citizen.name,
    phone: citizen.phone,
    matterKinds: ['application-blocked'],
    record,
    claim: request,
    channel: channel ?? 'window',
  };
}

/** Every value of the samples that may appear in no event, history or log: names, phones, and each longer clause. */
export function privateValues() {
  return samples.flatMap(({ citizen, record, request, outcome, declineReason }) => [
    citizen.name,
    citizen.phone,
    ...[record, request, outcome ?? '', declineReason ?? '']
      .flatMap((text) => text.split(/[，。；：、？！（）]/u))
      .filter((clause) => clause.length >= 6),
  ]);
}
