import type { PersonRole } from '@bancheng/contracts/http/people';
import { ArrayContains, In, type EntityManager } from 'typeorm';
import { AgencyEntity } from './infrastructure/agency.entity.js';
import { DepartmentEntity } from './infrastructure/department.entity.js';
import { PersonEntity } from './infrastructure/person.entity.js';
import { ResponsibilityEntity } from './infrastructure/responsibility.entity.js';
import { SignallerEntity } from './infrastructure/signaller.entity.js';
import { StationEntity } from './infrastructure/station.entity.js';

/** What a service registers with its own connection, to ask the directory in its own transactions. */
export const DIRECTORY_ENTITIES = [
  ...[DepartmentEntity, AgencyEntity, ResponsibilityEntity, SignallerEntity, PersonEntity, StationEntity],
];

/** Names of the departments that may be given something to do, by code. */
export async function activeDepartments(tx: EntityManager, jurisdiction: string): Promise<Map<string, string>> {
  const rows = await tx.findBy(DepartmentEntity, { jurisdiction, active: true });
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** 派单目录 of a jurisdiction. */
export function responsibilitiesOf(tx: EntityManager, jurisdiction: string): Promise<ResponsibilityEntity[]> {
  return tx.findBy(ResponsibilityEntity, { jurisdiction });
}

/**
 * Who may speak to the engine of this jurisdiction's cases under this name; null when nobody may, or when the directory of
 * people no longer bears it out: only a leader on duty decides by signal, and no leader speaks for a department.
 */
export async function signallerOf(
  tx: EntityManager,
  jurisdiction: string,
  subject: string,
): Promise<SignallerEntity | null> {
  const signaller = await tx.findOneBy(SignallerEntity, { jurisdiction, subject });
  return signaller !== null && (await maySignalAs(tx, signaller)) ? signaller : null;
}

/** Whether somebody of that name may be in the table of signallers with this role. */
export async function maySignalAs(
  tx: EntityManager,
  { jurisdiction, subject, role }: Pick<SignallerEntity, 'jurisdiction' | 'subject' | 'role'>,
): Promise<boolean> {
  const person = await personOf(tx, jurisdiction, subject);
  const leads = person?.roles.includes('leader') ?? false;
  return role === 'leader' ? leads && person!.active && person!.department === null : !leads;
}

/** An agency, stopped or not; null when there is none of that code. */
export function agencyOf(tx: EntityManager, jurisdiction: string, code: string): Promise<AgencyEntity | null> {
  return tx.findOneBy(AgencyEntity, { jurisdiction, code });
}

/** Names of these agencies, stopped ones too, by code. */
export async function agencyNames(
  tx: EntityManager,
  jurisdiction: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.findBy(AgencyEntity, { jurisdiction, code: In(codes) });
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** A station, stopped or not; null when there is none of that code. */
export function stationOf(tx: EntityManager, jurisdiction: string, code: string): Promise<StationEntity | null> {
  return tx.findOneBy(StationEntity, { jurisdiction, code });
}

/** Those of the hall who have this role and are on duty. */
export function peopleOnDuty(tx: EntityManager, jurisdiction: string, role: PersonRole): Promise<PersonEntity[]> {
  return tx.findBy(PersonEntity, { jurisdiction, active: true, roles: ArrayContains([role]) });
}

/** Somebody of the hall, on duty or not; null when the directory does not know them. */
export function personOf(tx: EntityManager, jurisdiction: string, subject: string): Promise<PersonEntity | null> {
  return tx.findOneBy(PersonEntity, { jurisdiction, subject });
}

/** Whether somebody of the hall has this role and is on duty. */
export function isOnDuty(tx: EntityManager, jurisdiction: string, subject: string, role: PersonRole): Promise<boolean> {
  return tx.existsBy(PersonEntity, { jurisdiction, subject, active: true, roles: ArrayContains([role]) });
}

/** Those of these people whom the directory knows, on duty or not. */
export async function peopleNamed(
  tx: EntityManager,
  jurisdiction: string,
  subjects: readonly string[],
): Promise<PersonEntity[]> {
  return subjects.length === 0 ? [] : tx.findBy(PersonEntity, { jurisdiction, subject: In(subjects) });
}

/** What to call somebody; nobody (null) has no name. */
export type NameOf = <S extends string | null>(subject: S) => S;

/** The names of these people of the hall, read at once; whom the directory does not know is called by their subject. */
export async function namesOf(
  tx: EntityManager,
  jurisdiction: string,
  subjects: readonly (string | null)[],
): Promise<NameOf> {
  const asked = [...new Set(subjects)].filter((subject) => subject !== null);
  const rows = await peopleNamed(tx, jurisdiction, asked);
  const names = new Map<string | null, string>(rows.map(({ subject, name }) => [subject, name]));
  return <S extends string | null>(subject: S) => (names.get(subject) ?? subject) as S;
}
