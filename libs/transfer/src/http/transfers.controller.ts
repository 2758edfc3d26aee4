import { uuid } from '@bancheng/contracts';
import {
  acknowledgeBody,
  answerTransferBody,
  returnTransferBody,
  transferBody,
  transferPage,
  transferResponse,
  transfersQuery,
  type AcknowledgeBody,
  type AnswerTransferBody,
  type ReturnTransferBody,
  type TransferBody,
  type TransfersQuery,
} from '@bancheng/contracts/http/transfer';
import { Command, CurrentActor, OptionalIfMatch, Roles, type Actor, type CommandContext } from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TransferActs } from '../application/transfer-acts.js';
import { TransferCase } from '../application/transfer-case.use-case.js';
import { Transfers } from '../application/transfers.query.js';

@ApiTags('帮办代办')
@Controller('v1/dispatches/transfers')
@Roles('clerk')
export class TransfersController {
  constructor(
    private readonly transfers: Transfers,
    private readonly transferring: TransferCase,
    private readonly acts: TransferActs,
  ) {}

  @Get()
  @Roles('clerk', 'leader')
  @ApiOperation({ summary: '帮办代办转交，默认列未结束的' })
  @ApiOkResponse({ standardSchema: transferPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: transfersQuery }) query: TransfersQuery) {
    return this.transfers.page(actor, query);
  }

  @Post()
  @ApiOperation({ summary: '转交帮办代办机构，并告知反映人' })
  @ApiCreatedResponse({ standardSchema: transferResponse })
  transfer(
    @Command() command: CommandContext,
    @Body({ schema: transferBody }) body: TransferBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.transferring.execute(command, version, body);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: '记录代办机构已签收' })
  @ApiOkResponse({ standardSchema: transferResponse })
  acknowledge(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: acknowledgeBody }) body: AcknowledgeBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.acts.acknowledge(command, id, version, body);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: '记录代办机构的答复；随即转入回访' })
  @ApiOkResponse({ standardSchema: transferResponse })
  answer(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: answerTransferBody }) body: AnswerTransferBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.acts.answer(command, id, version, body);
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({ summary: '代办机构不接收，或者专员收回：回到本厅办理' })
  @ApiOkResponse({ standardSchema: transferResponse })
  return(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: returnTransferBody }) body: ReturnTransferBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.acts.return(command, id, version, body);
  }
}
