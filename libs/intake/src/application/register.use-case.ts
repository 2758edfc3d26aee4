import { apiSource, Casebook, QueryCodes } from '@bancheng/casebook';
import { oddAttachmentsOf } from '@bancheng/contracts/http/attachments';
import type { RegisterBody, Registered } from '@bancheng/contracts/http/registration';
import {
  clientOf,
  InjectUnitOfWork,
  readAside,
  uuidv7,
  type Actor,
  type CommandContext,
  type Read,
  type UnitOfWork,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRegistrationSlip, registrationSlipOf } from '../infrastructure/registration-slips.js';
import { refuseForeignChannel } from './client-channel.js';
import { FindDuplicates, type Candidates, type Slip } from './find-duplicates.use-case.js';
import { newComplaint, type FilledSlip } from './new-complaint.js';
import { Phones } from './phones.js';
import { refuseServiceItem } from './refuse-service-item.js';
import { refuseAccusedOf } from './refuse-accused.js';

/** 三(一) 统一受理: every channel's report becomes a case with a number, and has one working day to be accepted or declined. */
@Injectable()
export class Register {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly queryCodes: QueryCodes,
    private readonly duplicates: FindDuplicates,
    private readonly phones: Phones,
  ) {}

  /**
   * The query code is made after the transaction, so that neither the case nor the command's stored response contains it.
   * The stored response has no duplicates either: a repeated command is answered with the present ones. They are read
   * beside the opening and compared after the commit.
   */
  async execute(command: CommandContext, body: RegisterBody): Promise<Registered> {
    const { actor } = command;
    refuseForeignChannel(actor, body.channel);
    const filled: FilledSlip = { ...body, ...(await this.phones.kept(actor, body.phone)) };
    const looking: { candidates?: Candidates; first?: true } = {};
    const registered = await this.unitOfWork.run(command, async (tx) => {
      looking.first = true;
      const slip = { ...filled, caseId: uuidv7() };
      if (isClerk(actor)) looking.candidates = await this.readBeside(tx, actor, slip);
      return this.register(tx, actor, slip);
    });
    const slip = { ...filled, caseId: registered.id };
    const candidates = looking.candidates ?? (() => this.duplicates.candidates(actor, slip));
    const duplicates = isClerk(actor) ? await this.duplicates.afterRegistration(slip, candidates) : null;
    const queryCode = looking.first ? this.queryCodes.of(slip.caseId) : await this.codeAgain(command, slip.caseId);
    return { ...registered, queryCode, duplicates };
  }

  /** For a repeated command: the code may have been renewed since. */
  private codeAgain(command: CommandContext, caseId: string): Promise<string | null> {
    return this.unitOfWork.run({ ...command, idempotency: null }, (tx) => this.queryCodes.standing(tx, caseId));
  }

  private async register(tx: EntityManager, actor: Actor, body: FilledSlip & { caseId: string }) {
    await refuseAccusedOf(tx, actor, body.accused);
    await refuseServiceItem(tx, actor.jurisdiction, body);
    const { caseId: id } = body;
    const source = apiSource(actor, ['clerk', 'platform-client']);
    const [opened] = await Promise.all([
      this.casebook.openCase(tx, source, actor.jurisdiction, (registeredAt, rules) =>
        newComplaint({ id, actor, registeredAt }, body, rules),
      ),
      insertRegistrationSlip(tx, id, registrationSlipOf(body)),
    ]);
    const [acceptance] = opened.clocks;
    return {
      id,
      number: opened.number,
      status: opened.status,
      registeredAt: opened.at,
      acceptanceDueAt: acceptance!.dueAt,
      provisional: acceptance!.provisional,
      oddAttachments: oddAttachmentsOf(body.attachments),
    };
  }

  /**
   * Starts the reading before the opening, so that both share a round trip; a failure is kept until the result is asked
   * for.
   */
  private async readBeside(tx: EntityManager, actor: Actor, slip: Slip): Promise<Candidates> {
    const client = await clientOf(tx);
    const read: Read = (...statement) => readAside(client, ...statement);
    const reading = this.duplicates.candidates(actor, slip, read);
    reading.catch(() => undefined);
    return () => reading;
  }
}

function isClerk(actor: Actor): boolean {
  return actor.roles.includes('clerk');
}
