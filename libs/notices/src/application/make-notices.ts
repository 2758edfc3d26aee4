import { leadersAndDeputies } from '@bancheng/directory';
import { HallRules } from '@bancheng/casebook';
import { CLOCK, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertNotice, invitedTo, isToldWithdrawn } from '../infrastructure/notices.repository.js';
import { NoticeChannels } from './notice-channels.js';
import type { NoticeDraft } from '../notice-draft.js';
import { noticeIdOf, type Addressee, type Notice } from '../notice.js';
import { isStillNews } from '../patience.js';
import { Recipients, type Whereabouts } from './recipients.js';

/** What notices are made of: an act of a case, or something of a whole jurisdiction; `at` is when it happened (UTC). */
export interface Occasion extends Pick<Notice, 'caseId' | 'number' | 'jurisdiction'> {
  readonly at: string;
}

/** A notice before its channel and recipient were looked up. */
type Addressed = Pick<
  Notice,
  'id' | 'caseId' | 'number' | 'jurisdiction' | 'recipient' | 'department' | 'person' | 'template' | 'parameters'
>;

/** Turns drafts into notices: recorded for the gateway, pending for the workflow, or skipped with the reason. */
@Injectable()
export class MakeNotices {
  constructor(
    private readonly channels: NoticeChannels,
    private readonly recipients: Recipients,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param id of the occasion, the same whenever it is taken
   * @returns what was made, each once: two drafts that say the same to the same recipient are one notice
   */
  async execute(tx: EntityManager, id: string, occasion: Occasion, drafts: readonly NoticeDraft[]): Promise<Notice[]> {
    const now = this.clock.now();
    const outdated = !isStillNews(occasion.at, now, await this.rules.calendarInForce(tx));
    const addressed = await this.address(tx, id, occasion, drafts, now);
    const whereabouts = await this.recipients.findAll(tx, addressed);
    const made: Notice[] = [];
    for (const [index, one] of addressed.entries()) {
      const found: Whereabouts = outdated ? { address: null, because: 'outdated' } : whereabouts[index]!;
      if (!isCallAboutCall(one, found)) made.push(await this.make(tx, one, found, now));
    }
    return made;
  }

  private async address(
    tx: EntityManager,
    occasionId: string,
    occasion: Occasion,
    drafts: readonly NoticeDraft[],
    now: string,
  ): Promise<Addressed[]> {
    const { caseId, number, jurisdiction } = occasion;
    const addressed = new Map<string, Addressed>();
    for (const draft of drafts) {
      const { template, parameters } = draft;
      for (const to of await recipientsOf(tx, occasion, draft, now)) {
        const id = noticeIdOf(occasionId, to, draft);
        addressed.set(id, { id, caseId, number, jurisdiction, ...to, template, parameters });
      }
    }
    return [...addressed.values()];
  }

  private async make(tx: EntityManager, one: Addressed, found: Whereabouts, now: string): Promise<Notice> {
    const channel = this.channels.nameFor(one.recipient);
    const accepted = await this.channels.accept(tx, { ...one, channel }, found, now);
    const notice: Notice = {
      ...one,
      ...{ channel, round: 1, attempts: 0, lastError: null, createdAt: now, calledBy: null },
      ...accepted,
    };
    await insertNotice(tx, notice);
    return notice;
  }
}

/** Nobody is called to be told that a call missed them. */
function isCallAboutCall({ template }: Addressed, found: Whereabouts): boolean {
  return template === 'citizen-call-missed' && found.address === null && found.because === 'to-be-called';
}

async function recipientsOf(
  tx: EntityManager,
  { caseId, jurisdiction }: Occasion,
  { to, template }: NoticeDraft,
  now: string,
): Promise<Addressee[]> {
  // A withdrawn case is closed too, but its citizen has been told how it ended.
  if (template === 'citizen-closed' && (await isToldWithdrawn(tx, caseId))) return [];
  switch (to.kind) {
    case 'department':
      return [departmentAt(to.department)];
    case 'invited':
      return (await invitedTo(tx, caseId, to.meetingId)).map(departmentAt);
    case 'leader':
      return leadersToTell(await leadersAndDeputies(tx, jurisdiction, now));
    case 'citizen':
    case 'clerk':
    case 'follow-up-officer':
      return [{ recipient: to.kind, department: null, person: null }];
  }
}

function departmentAt(department: string): Addressee {
  return { recipient: 'department', department, person: null };
}

/** Each at their own mailbox; where somebody has none, or the directory knows nobody, their office is told too. */
function leadersToTell(people: readonly { subject: string; email: string | null }[]): Addressee[] {
  const own = people.filter(({ email }) => email !== null).map(({ subject }) => subject);
  const told = own.length > 0 && own.length === people.length ? own : [...own, null];
  return told.map((person) => ({ recipient: 'leader', department: null, person }));
}
