import type { OpenAPIObject } from '@nestjs/swagger';

const MARK = '.output';
const REFERENCE = /(#\/(?:\$defs|components\/schemas)\/)([\w-]+)/g;

/** Gives the definitions of an answer's schema, and what refers to them, a mark that `nameOutputs` takes off again. */
export function markOutputs<T extends { $defs?: Record<string, unknown> }>(schema: T): T {
  const marked = mapText(schema, (text) => text.replace(REFERENCE, `$1$2${MARK}`));
  const definitions = Object.entries(marked.$defs ?? {}).map(([name, definition]) => [`${name}${MARK}`, definition]);
  return { ...marked, $defs: Object.fromEntries(definitions) as Record<string, unknown> };
}

/** An answer's component is called like the request's where both read the same, else `<Name>Output`. */
export function nameOutputs(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, unknown>;
  const outputs = Object.keys(schemas)
    .filter((name) => name.endsWith(MARK))
    .map((name) => name.slice(0, -MARK.length));
  const differing = new Set<string>();
  const differs = (name: string) => {
    const output = JSON.stringify(schemas[`${name}${MARK}`]);
    const refersToDiffering = [...output.matchAll(REFERENCE)].some((match) => differing.has(match[2]!));
    const input = schemas[name];
    return input !== undefined && (refersToDiffering || output.replaceAll(MARK, '') !== JSON.stringify(input));
  };
  for (let found = -1; found !== differing.size;) {
    found = differing.size;
    for (const name of outputs) if (differs(name)) differing.add(name);
  }
  return mapText(document, (text) =>
    text.replace(/([\w-]+)\.output"/g, (whole, name: string) => {
      if (!outputs.includes(name)) return whole;
      return differing.has(name) ? `${name}Output"` : `${name}"`;
    }),
  );
}

function mapText<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(change(JSON.stringify(value))) as T;
}
