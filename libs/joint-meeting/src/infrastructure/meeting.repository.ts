import { notFound, preconditionFailed } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { MeetingEntity } from './meeting.entity.js';

/** @throws Problem 404 `meeting-not-found` (also for another jurisdiction's) */
export async function findMeeting(tx: EntityManager, id: string, jurisdiction: string): Promise<MeetingEntity> {
  const meeting = await tx.findOneBy(MeetingEntity, { id, jurisdiction });
  if (meeting === null) throw meetingNotFound();
  return meeting;
}

/**
 * Reads it and keeps others from changing it until the transaction ends.
 * @param version the one the caller saw; null when it did not say
 * @throws Problem 404 as `findMeeting`, 412 `stale-version`
 */
export async function lockMeeting(
  tx: EntityManager,
  id: string,
  jurisdiction: string,
  version: number | null,
): Promise<MeetingEntity> {
  const meeting = await tx.findOne(MeetingEntity, {
    where: { id, jurisdiction },
    lock: { mode: 'pessimistic_write' },
  });
  if (meeting === null) throw meetingNotFound();
  if (version !== null && version !== meeting.version) {
    throw preconditionFailed('stale-version', '会议内容已被他人更新，请刷新后再办');
  }
  return meeting;
}

function meetingNotFound() {
  return notFound('meeting-not-found', '没有这个联席会议');
}
