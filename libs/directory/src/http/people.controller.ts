import { subjectId } from '@bancheng/contracts';
import { person, personBody, personPage, PERSON_ROLES, type PersonBody } from '@bancheng/contracts/http/people';
import { CurrentActor, etagOf, OptionalIfMatch, pageQuery, Roles, type Actor } from '@bancheng/platform';
import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { People } from '../application/people.js';

const listQuery = pageQuery.extend({ role: z.enum(PERSON_ROLES).optional().describe('只列有这个角色的人') });

@ApiTags('人员名录')
@Controller('v1/people')
export class PeopleController {
  constructor(private readonly people: People) {}

  @Put(':subject')
  @Roles('admin')
  @ApiOperation({ summary: '登记一个人（不带 If-Match），或修改（带 If-Match）；登记后不再随身份服务变化' })
  @ApiOkResponse({ standardSchema: person })
  @ApiCreatedResponse({ standardSchema: person })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: personBody }) body: PersonBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { jurisdiction, subject };
    const put = version === null ? await this.people.create(key, body) : await this.people.edit(key, version, body);
    void reply.status(version === null ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'leader', 'clerk', 'follow-up-officer')
  @ApiOperation({ summary: '本行政区划的人员名录' })
  @ApiOkResponse({ standardSchema: personPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.people.page(actor.jurisdiction, query);
  }

  @Get(':subject')
  @Roles('admin', 'leader', 'clerk', 'follow-up-officer')
  @ApiOperation({ summary: '名录中的一个人' })
  @ApiOkResponse({ standardSchema: person })
  async one(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('subject', { schema: subjectId }) subject: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.people.one({ jurisdiction, subject });
    void reply.header('etag', etagOf(found.version));
    return found;
  }
}
