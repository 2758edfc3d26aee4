/** How many departments may stand one above another. */
export const MOST_DEPARTMENT_LEVELS = 5;

/** Why a department may not be put under another one. */
export type LineFault = 'unknown' | 'circle' | 'too-deep';

/**
 * What speaks against putting the department `code` under `parent`.
 * @param parents the parent of each department there is; null for those at the top
 */
export function lineFault(parents: ReadonlyMap<string, string | null>, code: string, parent: string): LineFault | null {
  if (code !== parent && !parents.has(parent)) return 'unknown';
  const above = lineAbove(parents, parent);
  if (above.includes(code)) return 'circle';
  const levels = above.length + levelsFrom(parents, code);
  return levels > MOST_DEPARTMENT_LEVELS ? 'too-deep' : null;
}

/** The department and those above it, the nearest first. */
function lineAbove(parents: ReadonlyMap<string, string | null>, code: string): string[] {
  const parent = parents.get(code) ?? null;
  return parent === null ? [code] : [code, ...lineAbove(parents, parent)];
}

/** How many levels the department and those below it take. */
function levelsFrom(parents: ReadonlyMap<string, string | null>, code: string): number {
  const below = [...parents].filter(([, parent]) => parent === code).map(([child]) => levelsFrom(parents, child));
  return 1 + Math.max(0, ...below);
}
