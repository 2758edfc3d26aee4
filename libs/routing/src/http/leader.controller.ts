import { leaderCasePage, pendingExtensionPage, refusedSignalPage } from '@bancheng/contracts/http/routing';
import { CurrentActor, pageQuery, Roles, type Actor, type PageQuery } from '@bancheng/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LeaderQueues } from '../application/leader-queues.query.js';

@ApiTags('领导')
@Controller('v1/leader')
@Roles('leader')
export class LeaderController {
  constructor(private readonly queues: LeaderQueues) {}

  @Get('extensions')
  @ApiOperation({ summary: '待审批的延期' })
  @ApiOkResponse({ standardSchema: pendingExtensionPage })
  extensions(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.extensions(jurisdiction, query);
  }

  @Get('overdue')
  @ApiOperation({ summary: '正在逾期的件' })
  @ApiOkResponse({ standardSchema: leaderCasePage })
  overdue(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.cases(jurisdiction, 'overdue', query);
  }

  @Get('dissatisfied')
  @ApiOperation({ summary: '回访不满意、待处理的件' })
  @ApiOkResponse({ standardSchema: leaderCasePage })
  dissatisfied(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.cases(jurisdiction, 'dissatisfied', query);
  }

  @Get('acceptance-overdue')
  @ApiOperation({ summary: '登记后逾期未受理也未答复的件' })
  @ApiOkResponse({ standardSchema: leaderCasePage })
  acceptanceOverdue(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.cases(jurisdiction, 'acceptance-overdue', query);
  }

  @Get('refused-signals')
  @Roles('leader', 'operator')
  @ApiOperation({ summary: '未被接受的信号，最近的在前' })
  @ApiOkResponse({ standardSchema: refusedSignalPage })
  refusedSignals(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.queues.refusedSignals(jurisdiction, query);
  }
}
