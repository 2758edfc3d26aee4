import { uuid } from '@bancheng/contracts';
import {
  responsibility,
  responsibilityBody,
  responsibilityPage,
  type ResponsibilityBody,
} from '@bancheng/contracts/http/departments';
import {
  CurrentActor,
  etagOf,
  IfMatch,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Responsibilities } from '../application/responsibilities.js';

@ApiTags('派单目录')
@Controller('v1/dispatches/responsibilities')
@Roles('admin')
export class ResponsibilitiesController {
  constructor(private readonly responsibilities: Responsibilities) {}

  @Put(':id')
  @ApiOperation({ summary: '派单目录新增一项（不带 If-Match），或修改（带 If-Match）' })
  @ApiOkResponse({ standardSchema: responsibility })
  @ApiCreatedResponse({ standardSchema: responsibility })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('id', { schema: uuid }) id: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: responsibilityBody }) body: ResponsibilityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { jurisdiction, id };
    const put =
      version === null
        ? await this.responsibilities.create(key, body)
        : await this.responsibilities.edit(key, version, body);
    void reply.status(version === null ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'clerk', 'leader')
  @ApiOperation({ summary: '本行政区划的派单目录' })
  @ApiOkResponse({ standardSchema: responsibilityPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.responsibilities.page(actor.jurisdiction, query);
  }

  @Get(':id')
  @Roles('admin', 'clerk', 'leader')
  @ApiOperation({ summary: '派单目录的一项' })
  @ApiOkResponse({ standardSchema: responsibility })
  async one(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.responsibilities.one({ jurisdiction, id });
    void reply.header('etag', etagOf(found.version));
    return found;
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: '从派单目录删除一项' })
  async remove(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('id', { schema: uuid }) id: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.responsibilities.remove({ jurisdiction, id }, version);
  }
}
