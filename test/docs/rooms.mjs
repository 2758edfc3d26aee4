import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repoRoot } from '../../deploy/local/core/paths.mjs';

/** @typedef {Map<string, Set<string>>} Graph the rooms that each room imports */

/** The rooms of the house (`libs/`) and who goes through which door, drawn from the imports of the code as it is. */
export function rooms() {
  const libs = graphOf('libs');
  const apps = graphOf('apps');
  return `# The rooms

Written by \`npm run docs\` from the imports of the code (tests left out); don't edit. An arrow says "imports". What a room
reaches through another one is not drawn again.

\`\`\`mermaid
flowchart BT
${[...reduced(libs)].flatMap(([room, doors]) => [`  ${room}`, ...doors.map((door) => `  ${room} --> ${door}`)]).join('\n')}
\`\`\`

| room | imports | imported by |
| --- | --- | --- |
${[...libs].map(([room, doors]) => `| ${room} | ${list(doors)} | ${list(importersOf(room, libs))} |`).join('\n')}

| program | wires |
| --- | --- |
${[...apps].map(([app, doors]) => `| ${app} | ${list(doors)} |`).join('\n')}
`;
}

/** @param {'libs' | 'apps'} folder @returns {Graph} */
function graphOf(folder) {
  const names = readdirSync(join(repoRoot, folder)).sort();
  return new Map(names.map((name) => [name, importsOf(join(repoRoot, folder, name, 'src'))]));
}

/** The packages of this workspace that a folder's code imports. @param {string} folder */
function importsOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'));
  const imported = code.flatMap((file) => ts.preProcessFile(readFileSync(join(folder, file), 'utf8')).importedFiles);
  const found = imported.map(({ fileName }) => fileName.match(/^@bancheng\/([^/]+)/)?.[1]);
  return new Set(found.filter((name) => name !== undefined).sort());
}

/** The arrows that no other way makes superfluous. @param {Graph} graph @returns {Map<string, string[]>} */
function reduced(graph) {
  return new Map(
    [...graph].map(([room, doors]) => {
      const beyond = new Set([...doors].flatMap((door) => [...reachable(door, graph)]));
      return [room, [...doors].filter((door) => !beyond.has(door))];
    }),
  );
}

/** @param {string} room @param {Graph} graph @param {Set<string>} [seen] @returns {Set<string>} */
function reachable(room, graph, seen = new Set()) {
  for (const door of graph.get(room) ?? []) {
    if (!seen.has(door)) reachable(door, graph, seen.add(door));
  }
  return seen;
}

/** @param {string} room @param {Graph} graph */
const importersOf = (room, graph) => [...graph].filter(([, doors]) => doors.has(room)).map(([name]) => name);

/** @param {Iterable<string>} names */
const list = (names) => [...names].join(', ') || '–';
