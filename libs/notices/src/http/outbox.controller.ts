import { uuid } from '@bancheng/contracts';
import {
  acknowledgeBody,
  acknowledgeResponse,
  outboxPage,
  type AcknowledgeBody,
} from '@bancheng/contracts/http/notices';
import {
  Command,
  CurrentActor,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Gateway } from '../application/gateway.js';

@ApiTags('通知网关')
@Controller('v1/notices/outbox')
export class OutboxController {
  constructor(private readonly gateway: Gateway) {}

  @Get()
  @Roles('platform-client')
  @ApiOperation({ summary: '待发箱：网关取走要发的通知（仅限配置指定的网关）；未确认的会再次给出' })
  @ApiOkResponse({ standardSchema: outboxPage })
  fetch(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.gateway.fetch(actor, query);
  }

  @Post(':noticeId/acknowledge')
  @HttpCode(200)
  @Roles('platform-client')
  @ApiOperation({ summary: '网关确认一条通知已送达，或者无法送达' })
  @ApiOkResponse({ standardSchema: acknowledgeResponse })
  acknowledge(
    @Command() command: CommandContext,
    @Param('noticeId', { schema: uuid }) noticeId: string,
    @Body({ schema: acknowledgeBody }) body: AcknowledgeBody,
  ) {
    return this.gateway.acknowledge(command, noticeId, body);
  }
}
