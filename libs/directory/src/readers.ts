import { In, type EntityManager } from 'typeorm';
import { AgencyEntity } from './infrastructure/agency.entity.js';
import { DepartmentEntity } from './infrastructure/department.entity.js';
import { OfficerEntity } from './infrastructure/officer.entity.js';
import { ResponsibilityEntity } from './infrastructure/responsibility.entity.js';
import { SignallerEntity } from './infrastructure/signaller.entity.js';
import { StationEntity } from './infrastructure/station.entity.js';

/** What a service registers with its own connection, to ask the directory in its own transactions. */
export const DIRECTORY_ENTITIES = [
  ...[DepartmentEntity, AgencyEntity, ResponsibilityEntity, SignallerEntity, OfficerEntity, StationEntity],
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

/** Who may speak to the engine of this jurisdiction's cases under this name; null when nobody may. */
export function signallerOf(tx: EntityManager, jurisdiction: string, subject: string): Promise<SignallerEntity | null> {
  return tx.findOneBy(SignallerEntity, { jurisdiction, subject });
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

/** The 回访员 whom a leader of the jurisdiction may name now. */
export function officersOnDuty(tx: EntityManager, jurisdiction: string): Promise<OfficerEntity[]> {
  return tx.findBy(OfficerEntity, { jurisdiction, active: true });
}
