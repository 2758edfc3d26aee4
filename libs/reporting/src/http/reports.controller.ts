import { departmentRatesReport, ratesQuery, type RatesQuery } from '@bancheng/contracts/http/rates';
import { ledgerPage, ledgerQuery, reportingLag, type LedgerQuery } from '@bancheng/contracts/http/reporting';
import { CurrentActor, Roles, type Actor } from '@bancheng/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadDepartmentRates } from '../application/read-department-rates.use-case.js';
import { ReadLag } from '../application/read-lag.use-case.js';
import { ReadLedger } from '../application/read-ledger.use-case.js';

@ApiTags('报表')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly readLedger: ReadLedger,
    private readonly readDepartmentRates: ReadDepartmentRates,
    private readonly readLag: ReadLag,
  ) {}

  @Get('ledger')
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '登记台账（按编号）' })
  @ApiOkResponse({ standardSchema: ledgerPage })
  async ledger(@CurrentActor() actor: Actor, @Query({ schema: ledgerQuery }) query: LedgerQuery) {
    return this.readLedger.execute(actor, query);
  }

  @Get('departments')
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({
    summary: '响应率、解决率、满意率（按评价时间，首次和最终），及各承办单位自己的签收、反馈、按时情况（按转办时间）',
  })
  @ApiOkResponse({ standardSchema: departmentRatesReport })
  async departments(@CurrentActor() actor: Actor, @Query({ schema: ratesQuery }) query: RatesQuery) {
    return this.readDepartmentRates.execute(actor, query);
  }

  @Get('lag')
  @Roles('clerk', 'leader', 'admin', 'operator')
  @ApiOperation({ summary: '报表的滞后情况' })
  @ApiOkResponse({ standardSchema: reportingLag })
  async lag(@CurrentActor() actor: Actor) {
    return this.readLag.execute(actor);
  }
}
