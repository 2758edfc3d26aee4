import {
  offlineSlipFile,
  offlineSlipReceipt,
  station,
  stationBody,
  stationCode,
  stationPage,
  type StationBody,
} from '@bancheng/contracts/http/offline-slips';
import {
  CurrentActor,
  etagOf,
  JsonLines,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Stations } from '../application/stations.js';
import { TakeOfflineSlipsUseCase } from '../application/take-offline-slips.use-case.js';

/** Degraded intake: what stations wrote down without a connection. */
@ApiTags('离线登记')
@Controller('v1/complaints')
export class OfflineSlipsController {
  constructor(
    private readonly taking: TakeOfflineSlipsUseCase,
    private readonly stations: Stations,
  ) {}

  /** No Idempotency-Key: every slip has an id of its own, so the same file may be sent as often as it takes. */
  @Post('offline-slips')
  @HttpCode(200)
  @Roles('clerk')
  @JsonLines()
  @ApiOperation({ summary: '补录离线受理单：JSON 行文件，逐行登记；重复上传不会重复登记' })
  @ApiOkResponse({ standardSchema: offlineSlipReceipt })
  take(@CurrentActor() actor: Actor, @Body({ schema: offlineSlipFile }) file: string) {
    return this.taking.execute(actor, file);
  }

  @Put('stations/:code')
  @Roles('admin')
  @ApiOperation({ summary: '新增站点（不带 If-Match），或修改、停用、启用（带 If-Match）' })
  @ApiOkResponse({ standardSchema: station })
  @ApiCreatedResponse({ standardSchema: station })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('code', { schema: stationCode }) code: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: stationBody }) body: StationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { station: put, created } = await this.stations.put(jurisdiction, code, version, body);
    void reply.status(created ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get('stations')
  @Roles('admin', 'clerk')
  @ApiOperation({ summary: '本行政区划的站点，含已停用的' })
  @ApiOkResponse({ standardSchema: stationPage })
  list(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.stations.page(jurisdiction, query);
  }
}
