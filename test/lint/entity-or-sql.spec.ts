import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const ENTITY = /@Entity\(\{ schema: '(\w+)', name: '(\w+)' \}\)/g;
const SQL_WRITE = /\b(?:insert into|update|delete from)\s+(\w+\.\w+)/gi;
const SQL_READ = /\b(?:from|join)\s+(\w+\.\w+)/gi;

interface Source {
  path: string;
  text: string;
}

const sources: Source[] = readdirSync(join(ROOT, 'libs'))
  .filter((lib) => lib !== 'testing')
  .flatMap((lib) => readdirSync(join(ROOT, 'libs', lib, 'src'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/spec\.ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !/\/(migrations|fixtures)\//.test(path))
  .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }));

const entities = sources.flatMap(({ text }) =>
  [...text.matchAll(ENTITY)].map(([, schema, name]) => `${schema}.${name}`),
);

/** Where the SQL of a source says something to a table that has an entity. */
function places(statement: RegExp): string[] {
  const found = sources.flatMap(({ path, text }) =>
    [...text.matchAll(statement)].flatMap(([, table]) => (entities.includes(table!) ? `${path}: ${table}` : [])),
  );
  return [...new Set(found)];
}

describe('the entity or the SQL (ADR 19)', () => {
  it('knows every entity', () => {
    const decorators = sources.flatMap(({ text }) => text.match(/@Entity\(/g) ?? []);
    expect(entities).toContain('routing.dispatch');
    expect(entities).toHaveLength(decorators.length);
  });

  it('a table that has an entity is written by no SQL but the inbox’s, which writes the column that the entity does not', () => {
    expect(places(SQL_WRITE)).toEqual(['libs/routing/src/infrastructure/inbox.ts: routing.dispatch']);
  });

  it('SQL that reads such a table stands in infrastructure, or in the casebook for its own', () => {
    const elsewhere = places(SQL_READ).filter((place) => !place.includes('/src/infrastructure/'));
    expect(elsewhere).toEqual(['libs/casebook/src/departments.ts: casebook.department']);
  });
});
