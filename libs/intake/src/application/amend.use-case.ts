import {
  actResponse,
  amendmentOf,
  apiSource,
  Casebook,
  ParticularsReader,
  type ActDraft,
  type AmendableRegistrationSlip,
  type Complaint,
} from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { AmendBody } from '@bancheng/contracts/http/intake';
import { accusesHall, accusesPerson, UNASSIGNED } from '@bancheng/domain';
import { forbidden, InjectUnitOfWork, unprocessable, type Actor, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Phones } from './phones.js';
import { refuseAccusedOf } from './refuse-accused.js';

/** 更正 of a registration slip: with a reason, the old words kept, and visible to all who may see them (三(一)). */
@Injectable()
export class Amend {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly particulars: ParticularsReader,
    private readonly phones: Phones,
  ) {}

  /**
   * @param version the version the caller saw; a repeated request meets another one, so it applies once
   * @throws Problem 403 `not-your-case` unless the case's clerk or a leader asks, `identity-withheld` when they may not
   *   know who the citizen is; 412; 422 `nothing-changed`, `anonymous`, as `refuseAccusedOf`
   *   and `Phones.kept`
   */
  async execute(actor: Actor, caseId: string, version: number, { reason, ...asked }: AmendBody): Promise<ActResponse> {
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['leader', 'clerk']);
    const change = await this.changeOf(actor, asked);
    return this.unitOfWork.run({ actor, idempotency: null, requestId: '' }, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'amended', async (complaint) => {
        await this.refuseOthers(tx, complaint, actor);
        const draft = await decide(tx, complaint, actor, change);
        return { ...draft, texts: [{ kind: 'amendment-reason', ref: null, body: reason }] };
      });
      return actResponse(recorded);
    });
  }

  /** The fields that were given; `undefined` means the same as leaving one out. */
  private async changeOf(
    actor: Actor,
    { phone, ...asked }: Omit<AmendBody, 'reason'>,
  ): Promise<Partial<AmendableRegistrationSlip>> {
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    return phone === undefined ? given : { ...given, ...(await this.phones.kept(actor, phone)) };
  }

  /** Only the handler or a leader corrects a case, and nobody what they may not see: the accused department least of all. */
  private async refuseOthers(tx: EntityManager, { id, handler }: Complaint, actor: Actor): Promise<void> {
    if (!actor.roles.includes('leader') && handler !== actor.subject && handler !== UNASSIGNED) {
      throw forbidden('not-your-case', '没有权限', '只能更正本人经办的件；他人的件由负责人更正。');
    }
    const { withheld } = await this.particulars.readParticulars(tx, id, actor);
    if (withheld) throw forbidden('identity-withheld', '没有权限', '该件反映人身份对您保密，不能更正。');
  }
}

async function decide(
  tx: EntityManager,
  { id: caseId, anonymous, handler }: Complaint,
  actor: Actor,
  change: Partial<AmendableRegistrationSlip>,
): Promise<ActDraft<'amended'>> {
  const identity = (['reporter', 'phone', 'otherContact'] as const).filter((field) => change[field] !== undefined);
  if (anonymous && change.name === undefined && identity.length > 0) {
    throw unprocessable('anonymous', '匿名反映不填此项', '反映人愿意具名的，请同时填写姓名。').at(
      ...identity.map((field) => `/${field}`),
    );
  }
  await refuseAccusedOf(tx, actor, change.accused ?? []);
  const { fields, after } = await amendmentOf(tx, caseId, change);
  if (fields.length === 0) throw unprocessable('nothing-changed', '没有需要更正的内容');
  const newlyAccused = (fields.includes('accused') || fields.includes('matterKinds')) && mayNotHandle(handler, after);
  return { detail: { fields }, amendment: { after }, ...(newlyAccused && { patch: { handler: UNASSIGNED } }) };
}

/** A clerk who turns out to be accused, or to be of an accused hall, gives the case up. */
function mayNotHandle(handler: string, slip: AmendableRegistrationSlip): boolean {
  return accusesHall(slip) || accusesPerson(slip, handler);
}
