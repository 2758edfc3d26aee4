import { agencyCode } from '@bancheng/contracts';
import { agency, agencyBody, agencyPage, type AgencyBody } from '@bancheng/contracts/http/transfer';
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
import { Agencies } from '../application/agencies.js';

@ApiTags('帮办代办')
@Controller('v1/dispatches/agencies')
export class AgenciesController {
  constructor(private readonly agencies: Agencies) {}

  @Put(':code')
  @Roles('admin')
  @ApiOperation({ summary: '新增帮办代办机构（不带 If-Match），或修改、停用、启用（带 If-Match）' })
  @ApiOkResponse({ standardSchema: agency })
  @ApiCreatedResponse({ standardSchema: agency })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('code', { schema: agencyCode }) code: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: agencyBody }) body: AgencyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { agency: put, created } = await this.agencies.put({ jurisdiction, code, version }, body);
    void reply.status(created ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'clerk', 'leader')
  @ApiOperation({ summary: '本行政区划的帮办代办机构，含已停用的' })
  @ApiOkResponse({ standardSchema: agencyPage })
  list(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.agencies.page(jurisdiction, query);
  }

  @Get(':code')
  @Roles('admin', 'clerk', 'leader')
  @ApiOperation({ summary: '一个帮办代办机构' })
  @ApiOkResponse({ standardSchema: agency })
  async one(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('code', { schema: agencyCode }) code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.agencies.one(jurisdiction, code);
    void reply.header('etag', etagOf(found.version));
    return found;
  }
}
