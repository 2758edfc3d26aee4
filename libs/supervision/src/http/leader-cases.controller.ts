import { leaderCasePage } from '@bancheng/contracts/http/leader';
import { CurrentActor, pageQuery, Roles, type Actor, type PageQuery } from '@bancheng/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LeaderCases } from '../application/leader-cases.query.js';

@ApiTags('领导')
@Controller('v1/leader')
@Roles('leader')
export class LeaderCasesController {
  constructor(private readonly cases: LeaderCases) {}

  @Get('overdue')
  @ApiOperation({ summary: '正在逾期的件' })
  @ApiOkResponse({ standardSchema: leaderCasePage })
  overdue(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.cases.page(jurisdiction, 'overdue', query);
  }

  @Get('dissatisfied')
  @ApiOperation({ summary: '回访不满意、待处理的件' })
  @ApiOkResponse({ standardSchema: leaderCasePage })
  dissatisfied(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.cases.page(jurisdiction, 'dissatisfied', query);
  }

  @Get('acceptance-overdue')
  @ApiOperation({ summary: '登记后逾期未受理也未答复的件' })
  @ApiOkResponse({ standardSchema: leaderCasePage })
  acceptanceOverdue(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.cases.page(jurisdiction, 'acceptance-overdue', query);
  }
}
