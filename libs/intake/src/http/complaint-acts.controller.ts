import { actResponse, caseId } from '@bancheng/contracts/http/common';
import {
  acceptBody,
  answerBody,
  declineBody,
  registerBody,
  registered,
  type AcceptBody,
  type AnswerBody,
  type DeclineBody,
  type RegisterBody,
} from '@bancheng/contracts/http/intake';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcceptUseCase } from '../application/accept.use-case.js';
import { AnswerUseCase } from '../application/answer.use-case.js';
import { DeclineUseCase } from '../application/decline.use-case.js';
import { RegisterUseCase } from '../application/register.use-case.js';

/** What a clerk does at the window: 登记, 受理, 不予受理, 当场答复. */
@ApiTags('受理')
@Controller('v1/complaints')
export class ComplaintActsController {
  constructor(
    private readonly registering: RegisterUseCase,
    private readonly accepting: AcceptUseCase,
    private readonly declining: DeclineUseCase,
    private readonly answering: AnswerUseCase,
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
}
