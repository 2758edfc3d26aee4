import { apiSource, Casebook, QueryCodes } from '@bancheng/casebook';
import type { PossibleDuplicates } from '@bancheng/contracts/http/duplicates';
import type { RegisterBody, Registered } from '@bancheng/contracts/http/intake';
import {
  InjectUnitOfWork,
  LOGGER,
  safeError,
  uuidv7,
  type Actor,
  type CommandContext,
  type Logger,
  type UnitOfWork,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertSlip } from '../infrastructure/slips.js';
import { refuseUnknownAccused } from './accused-department.js';
import { refuseForeignChannel } from './client-channel.js';
import { FindDuplicatesUseCase } from './find-duplicates.use-case.js';
import { newComplaint } from './new-complaint.js';

/** 三(一) 统一受理: every channel's report becomes a case with a number, and has one working day to be accepted or declined. */
@Injectable()
export class RegisterUseCase {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly queryCodes: QueryCodes,
    private readonly duplicates: FindDuplicatesUseCase,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The query code and the duplicates come after the transaction: neither the case nor the stored response of the command
   * has the code, and nobody's registration waits for, or fails with, the look at other cases.
   */
  async execute(command: CommandContext, body: RegisterBody): Promise<Registered> {
    const { actor } = command;
    refuseForeignChannel(actor, body.channel);
    const registered = await this.unitOfWork.run(command, (tx) => this.register(tx, actor, body));
    const duplicates = actor.roles.includes('clerk') ? await this.look(actor, registered.id, body) : null;
    return { ...registered, queryCode: this.queryCodes.of(registered.id), duplicates };
  }

  private async register(tx: EntityManager, actor: Actor, body: RegisterBody) {
    await refuseUnknownAccused(tx, actor.jurisdiction, body.accusedDepartment);
    const id = uuidv7();
    const { windowOpinion, remarks, attachments } = body;
    const source = apiSource(actor, ['clerk', 'platform-client']);
    const [opened] = await Promise.all([
      this.casebook.openCase(tx, source, actor.jurisdiction, (registeredAt, rules) =>
        newComplaint({ id, actor, registeredAt }, body, rules),
      ),
      insertSlip(tx, { caseId: id, windowOpinion, remarks, attachments }),
    ]);
    const [acceptance] = opened.clocks;
    return {
      id,
      number: opened.number,
      status: opened.status,
      registeredAt: opened.at,
      acceptanceDueAt: acceptance!.dueAt,
      provisional: acceptance!.provisional,
    };
  }

  private async look(actor: Actor, caseId: string, body: RegisterBody): Promise<PossibleDuplicates> {
    try {
      return await this.duplicates.like(actor, { ...body, caseId });
    } catch (error) {
      this.logger.warn({ err: safeError(error), caseId }, 'registered, but the look for duplicates failed');
      return { items: [], notSearched: 'unavailable' };
    }
  }
}
