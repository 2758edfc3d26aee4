import {
  caseFile,
  cataloguePage,
  catalogueYear,
  retentionKey,
  retentionRule,
  setRetention,
  type RetentionKey,
  type SetRetention,
} from '@bancheng/contracts/http/archive';
import { caseId } from '@bancheng/contracts/http/common';
import { CurrentActor, etagOf, IfMatch, pageQuery, Roles, type Actor } from '@bancheng/platform';
import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ListCatalogue } from '../application/list-catalogue.use-case.js';
import { ReadCaseFile } from '../application/read-case-file.use-case.js';
import { RetentionRules } from '../application/retention-rules.use-case.js';

const listQuery = pageQuery.extend({ year: catalogueYear.optional() });

@ApiTags('归档')
@Controller('v1/archives')
export class ArchivesController {
  constructor(
    private readonly catalogue: ListCatalogue,
    private readonly files: ReadCaseFile,
    private readonly retentionRules: RetentionRules,
  ) {}

  @Get()
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '案卷目录，可按年度查询，新卷在前' })
  @ApiOkResponse({ standardSchema: cataloguePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.catalogue.execute(actor, query);
  }

  @Get(':complaintId')
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '卷内目录：已有哪些材料，缺哪些及原因；未归档的件为目前已有材料' })
  @ApiOkResponse({ standardSchema: caseFile })
  file(@CurrentActor() actor: Actor, @Param('complaintId', { schema: caseId }) complaintId: string) {
    return this.files.execute(actor, complaintId);
  }

  @Get('retention/:type')
  @Roles('admin')
  @ApiOperation({ summary: '某类件的保管期限' })
  @ApiOkResponse({ standardSchema: retentionRule })
  async retention(
    @CurrentActor() actor: Actor,
    @Param('type', { schema: retentionKey }) type: RetentionKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { rule, version } = await this.retentionRules.one(actor, type);
    reply.header('etag', etagOf(version));
    return rule;
  }

  @Put('retention/:type')
  @Roles('admin')
  @ApiOperation({ summary: '修改某类件的保管期限，自此以后归档的件适用' })
  @ApiOkResponse({ standardSchema: retentionRule })
  async setRetention(
    @CurrentActor() actor: Actor,
    @Param('type', { schema: retentionKey }) type: RetentionKey,
    @Body({ schema: setRetention }) { retention }: SetRetention,
    @IfMatch() seen: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { rule, version } = await this.retentionRules.change(actor, type, seen, retention);
    reply.header('etag', etagOf(version));
    return rule;
  }
}
