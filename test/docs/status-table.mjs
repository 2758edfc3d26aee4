import { ACT_LABELS, STATUS_LABELS } from '@bancheng/contracts/http/labels';
import { ACT_KINDS, CASE_STATUSES, isTerminal, ACTS } from '@bancheng/domain';

/**
 * @typedef {import('@bancheng/domain').ActKind} ActKind
 * @typedef {import('@bancheng/domain').CaseStatus} CaseStatus
 * @typedef {import('@bancheng/domain').Transition} Transition
 */

/** The status table as a picture (Mermaid) and as a table, for people. */
export function statusTable() {
  return `# 状态表

本页由 \`npm run docs\` 根据 \`libs/domain/src/status-table.ts\` 生成，请勿手改。每一步操作只能在所列的状态下进行；不改变状态的操作不在图中。

\`\`\`mermaid
stateDiagram-v2
${diagram().join('\n')}
\`\`\`

| 操作 | 代码 | 操作前的状态 | 操作后的状态 |
| --- | --- | --- | --- |
${ACT_KINDS.map(rowOf).join('\n')}
`;
}

function diagram() {
  const names = CASE_STATUSES.map((status) => `  state "${STATUS_LABELS[status]}" as ${nodeOf(status)}`);
  const ends = CASE_STATUSES.filter(isTerminal).map((status) => `  ${nodeOf(status)} --> [*]`);
  return [...names, ...ACT_KINDS.flatMap(arrowsOf), ...ends];
}

/** @param {ActKind} kind */
function arrowsOf(kind) {
  /** @type {Transition} */
  const { from, to } = ACTS[kind];
  if (to === 'unchanged') return [];
  const starts = from.length === 0 ? ['[*]'] : from.map(nodeOf);
  return starts.flatMap((start) => to.map((end) => `  ${start} --> ${nodeOf(end)}: ${ACT_LABELS[kind]}`));
}

/** @param {ActKind} kind */
function rowOf(kind) {
  /** @type {Transition} */
  const { from, to } = ACTS[kind];
  const before = from.length === 0 ? '（新件）' : labels(from);
  return `| ${ACT_LABELS[kind]} | \`${kind}\` | ${before} | ${to === 'unchanged' ? '（不变）' : labels(to)} |`;
}

/** @param {readonly CaseStatus[]} statuses */
function labels(statuses) {
  return statuses.map((status) => STATUS_LABELS[status]).join('；');
}

/** Mermaid takes no hyphen in a state's id. @param {CaseStatus} status */
function nodeOf(status) {
  return status.replaceAll('-', '_');
}
