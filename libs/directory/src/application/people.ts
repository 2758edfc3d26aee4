import { subjectId } from '@bancheng/contracts';
import { PERSON_ROLES, type Person, type PersonBody, type PersonRole } from '@bancheng/contracts/http/people';
import { InjectDataSource, type Actor, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { ArrayContains, type DataSource } from 'typeorm';
import { PersonEntity } from '../infrastructure/person.entity.js';
import { alreadyExists, personNotFound } from './directory.problems.js';
import { changeSeen, entryPage, insertNew, type EntryList } from './entries.js';

type PersonKey = Pick<PersonEntity, 'jurisdiction' | 'subject'>;

const PEOPLE: EntryList<PersonEntity> = { entity: PersonEntity, key: 'subject', keySchema: subjectId };

/**
 * The people of a hall. The admin keeps them; of whom the admin has said nothing, the entry is what the identity provider
 * says when they log in. What the admin said stands until the admin changes it.
 */
@Injectable()
export class People {
  constructor(@InjectDataSource('directory') private readonly db: DataSource) {}

  /** @throws Problem 400 `cursor-malformed` */
  page(jurisdiction: string, { role, ...query }: PageQuery & { role?: PersonRole | undefined }): Promise<Page<Person>> {
    const list = role === undefined ? PEOPLE : { ...PEOPLE, only: { roles: ArrayContains([role]) } };
    return entryPage(this.db, list, jurisdiction, query, toPerson);
  }

  /** @throws Problem 404 `person-not-found` */
  async one(key: PersonKey): Promise<Person> {
    const row = await this.db.manager.findOneBy(PersonEntity, key);
    if (row === null) throw personNotFound();
    return toPerson(row);
  }

  /** @throws Problem 428 `if-match-required` when the subject is in the directory already */
  async create(key: PersonKey, content: PersonBody): Promise<Person> {
    const row = { ...key, ...content, keptBy: 'admin', version: 1 } as const;
    if (!(await insertNew(this.db.manager, PersonEntity, row))) throw alreadyExists();
    return toPerson(row);
  }

  /** @throws Problem 412 `stale-version` for another version, or none */
  async edit(key: PersonKey, version: number, content: PersonBody): Promise<Person> {
    const changed = { ...content, keptBy: 'admin', version: version + 1 } as const;
    await changeSeen(this.db.manager, PersonEntity, { ...key, version }, changed);
    return toPerson({ ...key, ...changed });
  }

  /**
   * The caller's entry, as the admin keeps it or else as their token says; written only where it says something new. Null for
   * somebody unknown whose token has no name, or none of a hall's roles.
   */
  async known({ jurisdiction, subject, name, roles: given, department }: Actor): Promise<Person | null> {
    const key = { jurisdiction, subject };
    const there = await this.db.manager.findOneBy(PersonEntity, key);
    const roles = PERSON_ROLES.filter((role) => given.includes(role));
    if (there?.keptBy === 'admin' || name === null || roles.length === 0) return there && toPerson(there);
    const said = { name, roles, department, keptBy: 'identity-provider' } as const;
    if (there === null) {
      await insertNew(this.db.manager, PersonEntity, {
        ...key,
        ...said,
        active: true,
        deputies: [],
        email: null,
        version: 1,
      });
    } else if (!isSame(there, said)) {
      await this.db.manager.update(
        PersonEntity,
        { ...key, version: there.version },
        { ...said, version: there.version + 1 },
      );
    }
    return this.one(key);
  }
}

function isSame(there: PersonEntity, said: Pick<PersonEntity, 'name' | 'roles' | 'department'>): boolean {
  const { name, roles, department } = there;
  return JSON.stringify([name, roles, department]) === JSON.stringify([said.name, said.roles, said.department]);
}

function toPerson({ jurisdiction: _, ...person }: PersonEntity): Person {
  return person;
}
