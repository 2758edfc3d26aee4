import { uuid } from '@bancheng/contracts';
import { supervisionReport, supervisionReportPage } from '@bancheng/contracts/http/supervision-report';
import { CurrentActor, pageQuery, Roles, type Actor, type PageQuery } from '@bancheng/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SupervisionReports } from '../application/supervision-reports.query.js';

@ApiTags('报表')
@Controller('v1/reports/supervision')
@Roles('leader', 'clerk')
export class SupervisionReportsController {
  constructor(private readonly reports: SupervisionReports) {}

  @Get()
  @ApiOperation({ summary: '督办周报，最近的在前' })
  @ApiOkResponse({ standardSchema: supervisionReportPage })
  list(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.reports.page(jurisdiction, query);
  }

  @Get(':id')
  @ApiOperation({ summary: '一份督办周报' })
  @ApiOkResponse({ standardSchema: supervisionReport })
  one(@CurrentActor() { jurisdiction }: Actor, @Param('id', { schema: uuid }) id: string) {
    return this.reports.one(jurisdiction, id);
  }
}
