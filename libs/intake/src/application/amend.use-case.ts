import {
  actResponse,
  amendmentOf,
  apiSource,
  Casebook,
  DoubtfulTexts,
  ParticularsReader,
  wordingTexts,
  type ActDraft,
  type AmendableRegistrationSlip,
  type Complaint,
  type Particulars,
} from '@bancheng/casebook';
import type { AmendableField } from '@bancheng/contracts';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { AmendBody } from '@bancheng/contracts/http/corrections';
import { accusesHall, accusesPerson, UNASSIGNED } from '@bancheng/domain';
import { forbidden, InjectUnitOfWork, unprocessable, type Actor, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Phones } from './phones.js';
import { refuseAccusedOf } from './refuse-accused.js';
import { refuseServiceItem } from './refuse-service-item.js';

/** What a clerk's wording for departments stands in place of. */
const REWORDED: readonly AmendableField[] = ['record', 'claim', 'suggestions'];
/** What changes what a department reads, or whether it may know the citizen. */
const SHOWN: readonly AmendableField[] = [...REWORDED, 'matterKinds', 'accused', 'confidential'];

/**
 * 更正 of a registration slip: with a reason, the old words kept, and visible to all who may see them (三(一)). Departments that may
 * not know the citizen never read a wording older than the slip, nor a corrected text that nobody has looked at.
 */
@Injectable()
export class Amend {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly particulars: ParticularsReader,
    private readonly doubtful: DoubtfulTexts,
    private readonly phones: Phones,
  ) {}

  /**
   * @param version the version the caller saw; a repeated request meets another one, so it applies once
   * @throws Problem 403 `not-your-case` unless the case's clerk or a leader asks, `identity-withheld` when they may not
   *   know who the citizen is; 412; 422 `nothing-changed`, `anonymous`, `wording-outdated`, as `refuseAccusedOf`,
   *   `refuseServiceItem`, `refuseCorrection` and `Phones.kept`
   */
  async execute(actor: Actor, caseId: string, version: number, body: AmendBody): Promise<ActResponse> {
    const { reason, checked, wording, ...asked } = body;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['leader', 'clerk']);
    const change = await this.changeOf(actor, asked);
    return this.unitOfWork.run({ actor, idempotency: null, requestId: '' }, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'amended', async (complaint) => {
        const said = await this.particulars.readParticulars(tx, complaint.id, actor);
        refuseOthers(complaint, said, actor);
        const draft = await decide(tx, complaint, actor, change);
        const { fields } = draft.detail;
        if (wording === undefined) refuseOldWording(said, fields);
        const because = { kind: 'amendment-reason', ref: null, body: reason } as const;
        const texts = [because, ...wordingTexts(wording)];
        return { ...draft, texts, result: { complaint, fields } };
      });
      const { complaint, fields } = recorded.result;
      const looked = checked || wording !== undefined;
      if (!looked && some(SHOWN, fields)) await this.doubtful.refuseCorrection(tx, complaint);
      return actResponse(recorded);
    });
  }

  /** The fields that were given; `undefined` means the same as leaving one out. A matter is about one service, by code or in words. */
  private async changeOf(
    actor: Actor,
    { phone, ...asked }: Omit<AmendBody, 'reason' | 'checked' | 'wording'>,
  ): Promise<Partial<AmendableRegistrationSlip>> {
    const { serviceItem, serviceItemName } = asked;
    const one = { ...(serviceItem && { serviceItemName: null }), ...(serviceItemName && { serviceItem: null }) };
    const given = { ...one, ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) };
    return phone === undefined ? given : { ...given, ...(await this.phones.kept(actor, phone)) };
  }
}

/** Only the handler or a leader corrects a case, and nobody what they may not see: the accused department least of all. */
function refuseOthers({ handler }: Complaint, { withheld }: Particulars, actor: Actor): void {
  if (!actor.roles.includes('leader') && handler !== actor.subject && handler !== UNASSIGNED) {
    throw forbidden('not-your-case', '没有权限', '只能更正本人经办的件；他人的件由负责人更正。');
  }
  if (withheld) throw forbidden('identity-withheld', '没有权限', '该件反映人身份对您保密，不能更正。');
}

function some(of: readonly AmendableField[], fields: readonly string[]): boolean {
  return of.some((field) => fields.includes(field));
}

function refuseOldWording({ texts }: Particulars, fields: readonly string[]): void {
  if (!some(REWORDED, fields) || !texts.some(({ kind }) => kind === 'wording-record')) return;
  throw unprocessable(
    'wording-outdated',
    '为部门改写的文字须一并更新',
    '已为看不到反映人的部门改写过文字：更正后请一并给出改写的文字（wording），仍适用的照原样再填一次。',
  ).at('/wording');
}

async function decide(
  tx: EntityManager,
  { id: caseId, anonymous, handler }: Complaint,
  actor: Actor,
  change: Partial<AmendableRegistrationSlip>,
): Promise<Pick<ActDraft<'amended'>, 'detail' | 'amendment' | 'patch'>> {
  const identity = (['reporter', 'phone', 'otherContact'] as const).filter((field) => change[field] !== undefined);
  if (anonymous && change.name === undefined && identity.length > 0) {
    throw unprocessable('anonymous', '匿名反映不填此项', '反映人愿意具名的，请同时填写姓名。').at(
      ...identity.map((field) => `/${field}`),
    );
  }
  await refuseAccusedOf(tx, actor, change.accused ?? []);
  await refuseServiceItem(tx, actor.jurisdiction, change);
  const { fields, after } = await amendmentOf(tx, caseId, change);
  if (fields.length === 0) throw unprocessable('nothing-changed', '没有需要更正的内容');
  const newlyAccused = (fields.includes('accused') || fields.includes('matterKinds')) && mayNotHandle(handler, after);
  const detail = { fields, ...(fields.includes('serviceItem') && { serviceItem: after.serviceItem }) };
  return { detail, amendment: { after }, ...(newlyAccused && { patch: { handler: UNASSIGNED } }) };
}

/** A clerk who turns out to be accused, or to be of an accused hall, gives the case up. */
function mayNotHandle(handler: string, slip: AmendableRegistrationSlip): boolean {
  return accusesHall(slip) || accusesPerson(slip, handler);
}
