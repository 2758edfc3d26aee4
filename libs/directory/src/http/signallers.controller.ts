import { subjectId } from '@bancheng/contracts';
import { signaller, signallerBody, signallerPage, type SignallerBody } from '@bancheng/contracts/http/signallers';
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
import { Signallers } from '../application/signallers.js';

@ApiTags('信号发送人')
@Controller('v1/signallers')
@Roles('admin')
export class SignallersController {
  constructor(private readonly signallers: Signallers) {}

  @Put(':subject')
  @ApiOperation({ summary: '登记可直接向流程引擎发信号的人（不带 If-Match），或修改（带 If-Match）' })
  @ApiOkResponse({ standardSchema: signaller })
  @ApiCreatedResponse({ standardSchema: signaller })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: signallerBody }) body: SignallerBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { jurisdiction, subject };
    const put =
      version === null ? await this.signallers.create(key, body) : await this.signallers.edit(key, version, body);
    void reply.status(version === null ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @ApiOperation({ summary: '本行政区划的信号发送人' })
  @ApiOkResponse({ standardSchema: signallerPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.signallers.page(actor.jurisdiction, query);
  }

  @Get(':subject')
  @ApiOperation({ summary: '一个信号发送人' })
  @ApiOkResponse({ standardSchema: signaller })
  async one(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.signallers.one({ jurisdiction, subject });
    void reply.header('etag', etagOf(found.version));
    return found;
  }

  @Delete(':subject')
  @HttpCode(204)
  @ApiOperation({ summary: '撤销一个信号发送人' })
  async remove(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @IfMatch() version: number,
  ): Promise<void> {
    await this.signallers.remove({ jurisdiction, subject }, version);
  }
}
