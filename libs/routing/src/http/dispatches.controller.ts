import { uuid } from '@bancheng/contracts';
import { suggestionBody, suggestions, type SuggestionBody } from '@bancheng/contracts/http/departments';
import { dispatchBody, dispatchResponse, type DispatchBody } from '@bancheng/contracts/http/dispatch';
import { replyBody, replyResponse, signResponse, type ReplyBody } from '@bancheng/contracts/http/replies';
import {
  recallBody,
  recallResponse,
  returnBody,
  returnResponse,
  type RecallBody,
  type ReturnBody,
} from '@bancheng/contracts/http/returns';
import { slip } from '@bancheng/contracts/http/slips';
import {
  Command,
  CurrentActor,
  etagOf,
  OptionalIfMatch,
  Roles,
  type Actor,
  type CommandContext,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Dispatch } from '../application/dispatch.use-case.js';
import { ReadSlip } from '../application/read-slip.query.js';
import { Recall } from '../application/recall.use-case.js';
import { ReplyToDispatch } from '../application/reply.use-case.js';
import { ReturnDispatch } from '../application/return-dispatch.use-case.js';
import { Sign } from '../application/sign.use-case.js';
import { SuggestDepartments } from '../application/suggest-departments.query.js';

@ApiTags('转办')
@Controller('v1/dispatches')
export class DispatchesController {
  constructor(
    private readonly dispatching: Dispatch,
    private readonly reading: ReadSlip,
    private readonly signing: Sign,
    private readonly replying: ReplyToDispatch,
    private readonly returning: ReturnDispatch,
    private readonly recalling: Recall,
    private readonly suggesting: SuggestDepartments,
  ) {}

  @Post()
  @Roles('clerk')
  @ApiOperation({ summary: '转办给一个或多个承办单位' })
  @ApiCreatedResponse({ standardSchema: dispatchResponse })
  dispatch(
    @Command() command: CommandContext,
    @Body({ schema: dispatchBody }) body: DispatchBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.dispatching.execute(command, version, body);
  }

  @Get(':id')
  @Roles('clerk', 'leader', 'follow-up-officer', 'department', 'department-system')
  @ApiOperation({ summary: '一张转办单' })
  @ApiOkResponse({ standardSchema: slip })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.reading.execute(actor, id);
    void reply.header('etag', etagOf(found.caseVersion));
    return found;
  }

  @Post(':id/sign')
  @HttpCode(200)
  @Roles('department', 'department-system')
  @ApiOperation({ summary: '签收' })
  @ApiOkResponse({ standardSchema: signResponse })
  sign(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.signing.execute(command, id, version);
  }

  @Post(':id/reply')
  @HttpCode(200)
  @Roles('department', 'department-system')
  @ApiOperation({ summary: '反馈：已解决、未解决或者办理进度；未签收的同时签收' })
  @ApiOkResponse({ standardSchema: replyResponse })
  reply(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: replyBody }) body: ReplyBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.replying.execute(command, id, version, body);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Roles('department', 'department-system')
  @ApiOperation({ summary: '退回（一个工作日内）；该件再次退回的由领导裁定' })
  @ApiOkResponse({ standardSchema: returnResponse })
  return(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: returnBody }) body: ReturnBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.returning.execute(command, id, version, body);
  }

  @Post(':id/recall')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '收回未办毕的转办单' })
  @ApiOkResponse({ standardSchema: recallResponse })
  recall(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: recallBody }) body: RecallBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.recalling.execute(command, id, version, body);
  }

  @Post('suggestions')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '按派单目录推荐承办单位' })
  @ApiOkResponse({ standardSchema: suggestions })
  suggest(@CurrentActor() actor: Actor, @Body({ schema: suggestionBody }) { complaintId }: SuggestionBody) {
    return this.suggesting.execute(actor, complaintId);
  }
}
