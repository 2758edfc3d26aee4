import { apiSource, Casebook, QueryCodes, readComplaint } from '@bancheng/casebook';
import { oddAttachmentsOf } from '@bancheng/contracts/http/attachments';
import {
  MOST_OFFLINE_SLIPS,
  type OfflineSlip,
  type OfflineSlipReceipt,
  type OfflineSlipRefusal,
  type OfflineSlipResult,
} from '@bancheng/contracts/http/offline-slips';
import { stationOf } from '@bancheng/directory';
import { ACCEPTANCE_CLOCK, clockOf, offlineTimeFault, OLDEST_OFFLINE_SLIP_WORKING_DAYS } from '@bancheng/domain';
import {
  conflict,
  InjectDataSource,
  InjectUnitOfWork,
  Problem,
  unprocessable,
  uuidv7,
  type Actor,
  type UnitOfWork,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { claimOfflineSlip, findOfflineSlip, readProgress } from '../infrastructure/offline-slips.js';
import { insertRegistrationSlip, registrationSlipOf } from '../infrastructure/registration-slips.js';
import { newComplaint } from './new-complaint.js';
import { Phones } from './phones.js';
import { refuseServiceItem } from './refuse-service-item.js';
import { refuseAccusedOf } from './refuse-accused.js';
import { linesOf, readOfflineSlip, type OfflineSlipLine } from './offline-slip-lines.js';
import { compareWith, identityOf } from './slip-identity.js';

type TakenLine = Extract<OfflineSlipLine, { refusal: null }>;
type Outcome = Pick<OfflineSlipResult, 'result' | 'complaint' | 'refusal'>;

/**
 * 三(一) 统一受理 for stations without a connection: their offline slips come in later, with the times at which they were
 * written, and get their numbers as they arrive. Each line is a transaction of its own that records the slip together
 * with its case. So a slip is taken once, however often its file is uploaded, and a refused one can be sent again.
 */
@Injectable()
export class TakeOfflineSlips {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly casebook: Casebook,
    private readonly queryCodes: QueryCodes,
    private readonly phones: Phones,
  ) {}

  /**
   * @param file JSON lines, one `OfflineSlip` each; a line that is refused stops no other
   * @throws Problem 422 `too-many-slips`
   */
  async execute(actor: Actor, file: string): Promise<OfflineSlipReceipt> {
    const written = linesOf(file);
    // Before any is read: reading costs more than counting.
    if (written.length > MOST_OFFLINE_SLIPS) {
      throw unprocessable(
        'too-many-slips',
        '一次上传的受理单过多',
        `一次至多 ${MOST_OFFLINE_SLIPS} 张，请分几次上传。`,
      );
    }
    const lines = written.map(readOfflineSlip);
    const results: OfflineSlipResult[] = [];
    for (const line of lines) {
      const odd = oddAttachmentsOf(line.slip?.form.attachments ?? []);
      results.push({ line: line.line, slipId: line.slipId, ...(await this.take(actor, line)), oddAttachments: odd });
    }
    const stations = [...new Set(lines.flatMap(({ slip }) => (slip === null ? [] : [slip.station])))];
    return { results, stations: await readProgress(this.dataSource.manager, actor.jurisdiction, stations) };
  }

  private async take(actor: Actor, line: OfflineSlipLine): Promise<Outcome> {
    try {
      if (line.slip === null) return (await this.knownAgain(actor, line)) ?? refused(line.refusal);
      const command = { actor, idempotency: null, requestId: '' };
      return await this.unitOfWork.run(command, (tx) => this.takeIn(tx, actor, line));
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return refused(refusalOf(error));
      throw error;
    }
  }

  /** A line that today's contract does not take is perhaps one that was taken under the contract of before. */
  private async knownAgain({ jurisdiction }: Actor, line: OfflineSlipLine): Promise<Outcome | null> {
    const { manager } = this.dataSource;
    const earlier = line.slipId === null ? null : await findOfflineSlip(manager, jurisdiction, line.slipId);
    return earlier !== null && compareWith(earlier, line) === 'same'
      ? this.repeated(manager, jurisdiction, earlier)
      : null;
  }

  private async takeIn(tx: EntityManager, actor: Actor, line: TakenLine): Promise<Outcome> {
    const { jurisdiction } = actor;
    const { slipId, slip, written } = line;
    const at = await stationOf(tx, jurisdiction, slip.station);
    if (at === null) throw unprocessable('station-unknown', '没有这个站点').at('/station');
    const caseId = uuidv7();
    const claim = { jurisdiction, slipId, writtenAt: slip.writtenAt, caseId, ...identityOf(slip, written) };
    if (!(await claimOfflineSlip(tx, claim))) {
      const earlier = (await findOfflineSlip(tx, jurisdiction, slipId))!;
      const found = compareWith(earlier, line);
      if (found !== 'same') throw DIFFERENCES[found]();
      return this.repeated(tx, jurisdiction, earlier);
    }
    if (!at.active) throw unprocessable('station-inactive', '该站点已停用').at('/station');
    await this.open(tx, actor, slip, caseId);
    return { result: 'registered', complaint: await this.complaintOf(tx, jurisdiction, caseId), refusal: null };
  }

  private async open(tx: EntityManager, actor: Actor, slip: OfflineSlip, id: string): Promise<void> {
    const { station, writtenAt, writtenBy = actor.subject } = slip;
    const form = { ...slip.form, ...(await this.phones.kept(actor, slip.form.phone, '/form/phone')) };
    const offline = { station, writtenAt, writtenBy };
    await refuseAccusedOf(tx, actor, form.accused, '/form/accused');
    await refuseServiceItem(tx, actor.jurisdiction, form, '/form/serviceItem');
    await insertRegistrationSlip(tx, id, registrationSlipOf(form));
    await this.casebook.openCase(tx, apiSource(actor, ['clerk']), actor.jurisdiction, (at, rules) => {
      const fault = offlineTimeFault(writtenAt, at, rules.calendar);
      if (fault !== null) throw TIME_FAULTS[fault]().at('/writtenAt');
      const registeredAt = writtenAt < at ? writtenAt : at; // a clock that runs a little ahead dates nothing into the future
      return newComplaint({ id, actor, registeredAt, offline }, form, rules);
    });
  }

  private async repeated(tx: EntityManager, jurisdiction: string, { caseId }: { caseId: string }): Promise<Outcome> {
    return { result: 'repeated', complaint: await this.complaintOf(tx, jurisdiction, caseId), refusal: null };
  }

  private async complaintOf(tx: EntityManager, jurisdiction: string, id: string): Promise<Outcome['complaint']> {
    const complaint = await readComplaint(tx, id, jurisdiction);
    const { number, registeredAt } = complaint;
    const acceptanceDueAt = clockOf(complaint, ACCEPTANCE_CLOCK)!.dueAt;
    return { id, number, queryCode: await this.queryCodes.standing(tx, id), registeredAt, acceptanceDueAt };
  }
}

const DIFFERENCES = {
  changed: () => conflict('slip-changed', '该受理单以前已登记，内容与这次不同', '请在系统中更正。'),
  'of-another': () =>
    conflict(
      'slip-id-of-another',
      '该单号已用于另一位反映人的受理单',
      '已登记的件不要改动；请给这张单另取一个单号（slipId），再上传。',
    ),
};

const TIME_FAULTS = {
  'in-the-future': () => unprocessable('written-in-future', '填写时间晚于现在', '请校正站点的时钟。'),
  'too-old': () =>
    unprocessable(
      'written-too-long-ago',
      '填写时间过早',
      `只收 ${OLDEST_OFFLINE_SLIP_WORKING_DAYS} 个工作日以内的离线受理单；更早的请在窗口登记，并在备注中说明。`,
    ),
};

function refused(refusal: OfflineSlipRefusal): Outcome {
  return { result: 'refused', complaint: null, refusal };
}

function refusalOf({ code, title, detail, errors = [] }: Problem): OfflineSlipRefusal {
  return {
    code,
    title: detail === undefined ? title : `${title}：${detail}`,
    errors: errors.map(({ pointer, code: fault, message }) => ({ pointer, code: fault, message })),
  };
}
