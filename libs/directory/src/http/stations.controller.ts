import {
  station,
  stationBody,
  stationCode,
  stationPage,
  type StationBody,
} from '@bancheng/contracts/http/offline-slips';
import {
  CurrentActor,
  etagOf,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Stations } from '../application/stations.js';

/** Where slips are written without a connection. */
@ApiTags('离线登记')
@Controller('v1/complaints/stations')
export class StationsController {
  constructor(private readonly stations: Stations) {}

  @Put(':code')
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
    const { station: put, created } = await this.stations.put({ jurisdiction, code, version }, body);
    void reply.status(created ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'clerk')
  @ApiOperation({ summary: '本行政区划的站点，含已停用的' })
  @ApiOkResponse({ standardSchema: stationPage })
  list(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.stations.page(jurisdiction, query);
  }
}
