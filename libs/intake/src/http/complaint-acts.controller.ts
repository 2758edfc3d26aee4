import { actResponse, caseId } from '@bancheng/contracts/http/common';
import { amendBody, withdrawBody, type AmendBody, type WithdrawBody } from '@bancheng/contracts/http/corrections';
import {
  acceptBody,
  answerBody,
  declineBody,
  type AcceptBody,
  type AnswerBody,
  type DeclineBody,
} from '@bancheng/contracts/http/decisions';
import { registerBody, registered, type RegisterBody } from '@bancheng/contracts/http/registration';
import {
  Command,
  CurrentActor,
  IfMatch,
  OptionalIfMatch,
  Roles,
  type Actor,
  type CommandContext,
} from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Accept } from '../application/accept.use-case.js';
import { Amend } from '../application/amend.use-case.js';
import { Answer } from '../application/answer.use-case.js';
import { Decline } from '../application/decline.use-case.js';
import { Register } from '../application/register.use-case.js';
import { Withdraw } from '../application/withdraw.use-case.js';

/** What a clerk does at the window: 登记, 受理, 不予受理, 当场答复, 更正, 撤回. */
@ApiTags('受理')
@Controller('v1/complaints')
export class ComplaintActsController {
  constructor(
    private readonly registering: Register,
    private readonly accepting: Accept,
    private readonly declining: Decline,
    private readonly answering: Answer,
    private readonly amending: Amend,
    private readonly withdrawing: Withdraw,
  ) {}

  @Post()
  @Roles('clerk', 'platform-client')
  @ApiOperation({ summary: '登记：填写受理单，取得编号和查询码' })
  @ApiCreatedResponse({ standardSchema: registered })
  register(@Command() command: CommandContext, @Body({ schema: registerBody }) body: RegisterBody) {
    return this.registering.execute(command, body);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '受理：确定问题类型，办理时限起算' })
  @ApiOkResponse({ standardSchema: actResponse })
  accept(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: acceptBody }) body: AcceptBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.accepting.execute(command, id, version, body);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '不予受理：选择原因，写明解释' })
  @ApiOkResponse({ standardSchema: actResponse })
  decline(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: declineBody }) body: DeclineBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.declining.execute(command, id, version, body);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '当场答复：简单事项即时办结' })
  @ApiOkResponse({ standardSchema: actResponse })
  answer(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: answerBody }) body: AnswerBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.answering.execute(command, id, version, body);
  }

  @Patch(':id')
  @Roles('clerk', 'leader')
  @ApiOperation({ summary: '更正受理单：须写明理由，原内容留痕' })
  @ApiOkResponse({ standardSchema: actResponse })
  amend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: amendBody }) body: AmendBody,
    @IfMatch() version: number,
  ) {
    return this.amending.execute(actor, id, version, body);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '撤回：反映人电话或现场确认不再要求办理' })
  @ApiOkResponse({ standardSchema: actResponse })
  withdraw(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: withdrawBody }) body: WithdrawBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.withdrawing.execute(command, id, version, body);
  }
}
