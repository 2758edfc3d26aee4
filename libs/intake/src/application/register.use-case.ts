import {
  ACCEPTANCE_CLOCK,
  apiSource,
  Casebook,
  QueryCodes,
  searchTokensOf,
  type NewComplaint,
} from '@bancheng/casebook';
import type { RegisterBody, Registered } from '@bancheng/contracts/http/intake';
import { acceptanceDeadline, startClock, UNASSIGNED, type CaseRules } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertSlip } from '../infrastructure/slips.js';
import { refuseForeignChannel } from './client-channel.js';

/** 三(一) 统一受理: every channel's report becomes a case with a number, and has one working day to be accepted or declined. */
@Injectable()
export class RegisterUseCase {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly queryCodes: QueryCodes,
  ) {}

  /** The query code comes after the transaction: neither the case nor the stored response of the command has it. */
  async execute(command: CommandContext, body: RegisterBody): Promise<Registered> {
    refuseForeignChannel(command.actor, body.channel);
    const registered = await this.unitOfWork.run(command, (tx) => this.register(tx, command.actor, body));
    return { ...registered, queryCode: this.queryCodes.of(registered.id) };
  }

  private async register(tx: EntityManager, actor: Actor, body: RegisterBody) {
    const id = uuidv7();
    const { windowOpinion, remarks, attachments } = body;
    const source = apiSource(actor, ['clerk', 'platform-client']);
    const [opened] = await Promise.all([
      this.casebook.openCase(tx, source, actor.jurisdiction, (at, rules) => newComplaint(id, actor, body, at, rules)),
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
}

function newComplaint(
  id: string,
  actor: Actor,
  body: RegisterBody,
  at: string,
  { policy, calendar }: CaseRules,
): NewComplaint {
  const { name, phone, record, claim, suggestions } = body;
  const { channel, matterKind, accusedDepartment, anonymous, confidential } = body;
  const kind = { channel, matterKind, accusedDepartment, anonymous, confidential };
  const acceptance = startClock(
    { clockId: ACCEPTANCE_CLOCK, kind: 'acceptance', department: null },
    at,
    acceptanceDeadline(at, policy, calendar),
  );
  return {
    complaint: {
      id,
      ...kind,
      type: null,
      handler: actor.roles.includes('clerk') ? actor.subject : UNASSIGNED,
      leadDepartment: null,
      departments: [],
      registeredAt: at,
      acceptedAt: null,
      closedAt: null,
      clocks: [acceptance],
      overdue: false,
    },
    particulars: {
      name,
      phone,
      record,
      claim,
      suggestions,
      searchTokens: searchTokensOf(body),
    },
    detail: { ...kind, attachments: body.attachments.length },
  };
}
