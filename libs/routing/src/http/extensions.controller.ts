import { uuid } from '@bancheng/contracts';
import { caseId } from '@bancheng/contracts/http/common';
import {
  decisionBody,
  extensionBody,
  extensionPage,
  extensionResponse,
  type DecisionBody,
  type ExtensionBody,
} from '@bancheng/contracts/http/extensions';
import {
  Command,
  CurrentActor,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AskExtension } from '../application/ask-extension.use-case.js';
import { DecideExtension } from '../application/decide-extension.use-case.js';
import { ASKING_ROLES } from '../application/extensions.js';
import { ReadExtensions } from '../application/read-extensions.query.js';
import { WithdrawExtension } from '../application/withdraw-extension.use-case.js';
import { LeaderOrDeputy } from './leader-or-deputy.js';

const listQuery = pageQuery.extend({ complaintId: caseId });

@ApiTags('延期')
@Controller('v1/extensions')
export class ExtensionsController {
  constructor(
    private readonly asking: AskExtension,
    private readonly deciding: DecideExtension,
    private readonly withdrawing: WithdrawExtension,
    private readonly reading: ReadExtensions,
  ) {}

  @Get()
  @Roles(...ASKING_ROLES, 'follow-up-officer')
  @ApiOperation({ summary: '一件的延期申请及审批；部门只能看本部门的' })
  @ApiOkResponse({ standardSchema: extensionPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: listQuery }) { complaintId, ...query }: z.output<typeof listQuery>,
  ) {
    return this.reading.ofCase(actor, complaintId, query);
  }

  @Post()
  @Roles(...ASKING_ROLES)
  @ApiOperation({ summary: '申请延期：部门就转办单、议定事项，窗口就自己办理的件、代办机构、议定事项' })
  @ApiCreatedResponse({ standardSchema: extensionResponse })
  ask(
    @Command() command: CommandContext,
    @Body({ schema: extensionBody }) body: ExtensionBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.asking.execute(command, version, body);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @LeaderOrDeputy()
  @ApiOperation({ summary: '审批延期' })
  @ApiOkResponse({ standardSchema: extensionResponse })
  decide(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: decisionBody }) body: DecisionBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.deciding.execute(command, id, version, body);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Roles(...ASKING_ROLES)
  @ApiOperation({ summary: '撤回未审批的延期申请' })
  @ApiOkResponse({ standardSchema: extensionResponse })
  withdraw(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.withdrawing.execute(command, id, version);
  }
}
