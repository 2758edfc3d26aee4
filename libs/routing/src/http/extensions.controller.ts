import { uuid } from '@bancheng/contracts';
import {
  decisionBody,
  extensionBody,
  extensionResponse,
  type DecisionBody,
  type ExtensionBody,
} from '@bancheng/contracts/http/routing';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskExtension } from '../application/ask-extension.use-case.js';
import { DecideExtension } from '../application/decide-extension.use-case.js';
import { WithdrawExtension } from '../application/withdraw-extension.use-case.js';
import { LeaderOrDeputy } from './leader-or-deputy.js';

@ApiTags('延期')
@Controller('v1/extensions')
export class ExtensionsController {
  constructor(
    private readonly asking: AskExtension,
    private readonly deciding: DecideExtension,
    private readonly withdrawing: WithdrawExtension,
  ) {}

  @Post()
  @Roles('department', 'department-system')
  @ApiOperation({ summary: '申请延期' })
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
  @Roles('department', 'department-system')
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
