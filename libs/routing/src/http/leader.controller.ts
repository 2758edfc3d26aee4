import { uuid } from '@bancheng/contracts';
import { extensionPage } from '@bancheng/contracts/http/extensions';
import { pendingReturnPage, refusedSignalPage } from '@bancheng/contracts/http/leader';
import { rulingBody, rulingResponse, type RulingBody } from '@bancheng/contracts/http/returns';
import {
  Command,
  CurrentActor,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LeaderQueues } from '../application/leader-queues.query.js';
import { ReadExtensions } from '../application/read-extensions.query.js';
import { RuleReturn } from '../application/rule-return.use-case.js';
import { LeaderOrDeputy } from './leader-or-deputy.js';

@ApiTags('领导')
@Controller('v1/leader')
@Roles('leader')
export class LeaderController {
  constructor(
    private readonly queues: LeaderQueues,
    private readonly reading: ReadExtensions,
    private readonly ruling: RuleReturn,
  ) {}

  @Get('extensions')
  @LeaderOrDeputy()
  @ApiOperation({ summary: '待审批的延期' })
  @ApiOkResponse({ standardSchema: extensionPage })
  extensions(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.reading.pending(actor, query);
  }

  @Get('returns')
  @LeaderOrDeputy()
  @ApiOperation({ summary: '待裁定的再次退回' })
  @ApiOkResponse({ standardSchema: pendingReturnPage })
  returns(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.returns(actor, query);
  }

  @Post('returns/:dispatchId/ruling')
  @HttpCode(200)
  @LeaderOrDeputy()
  @ApiOperation({ summary: '裁定再次退回：指定必须承办的单位，并列入派单目录' })
  @ApiOkResponse({ standardSchema: rulingResponse })
  rule(
    @Command() command: CommandContext,
    @Param('dispatchId', { schema: uuid }) dispatchId: string,
    @Body({ schema: rulingBody }) body: RulingBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.ruling.execute(command, dispatchId, version, body);
  }

  @Get('refused-signals')
  @Roles('leader', 'operator')
  @ApiOperation({ summary: '未被接受的信号，最近的在前' })
  @ApiOkResponse({ standardSchema: refusedSignalPage })
  refusedSignals(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.refusedSignals(jurisdiction, query);
  }
}
