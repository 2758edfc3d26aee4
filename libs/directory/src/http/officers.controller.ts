import { subjectId } from '@bancheng/contracts';
import {
  followUpOfficer,
  followUpOfficerBody,
  followUpOfficerPage,
  type FollowUpOfficerBody,
} from '@bancheng/contracts/http/follow-up';
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
import { Officers } from '../application/officers.js';

@ApiTags('回访员')
@Controller('v1/follow-ups/officers')
export class OfficersController {
  constructor(private readonly officers: Officers) {}

  @Put(':subject')
  @Roles('admin')
  @ApiOperation({ summary: '登记可以指派的回访员（不带 If-Match），或修改（带 If-Match）' })
  @ApiOkResponse({ standardSchema: followUpOfficer })
  @ApiCreatedResponse({ standardSchema: followUpOfficer })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: followUpOfficerBody }) body: FollowUpOfficerBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { jurisdiction, subject };
    const put = version === null ? await this.officers.create(key, body) : await this.officers.edit(key, version, body);
    void reply.status(version === null ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'leader')
  @ApiOperation({ summary: '本行政区划的回访员' })
  @ApiOkResponse({ standardSchema: followUpOfficerPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.officers.page(actor.jurisdiction, query);
  }

  @Get(':subject')
  @Roles('admin', 'leader')
  @ApiOperation({ summary: '一位回访员' })
  @ApiOkResponse({ standardSchema: followUpOfficer })
  async one(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.officers.one({ jurisdiction, subject });
    void reply.header('etag', etagOf(found.version));
    return found;
  }
}
