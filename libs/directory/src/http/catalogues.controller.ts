import { catalogueCode } from '@bancheng/contracts';
import {
  catalogue,
  catalogueEntry,
  catalogueEntryBody,
  catalogueEntryPage,
  type Catalogue,
  type CatalogueEntryBody,
} from '@bancheng/contracts/http/catalogues';
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
import { Catalogues } from '../application/catalogues.js';

@ApiTags('目录')
@Controller('v1/catalogues/:catalogue')
export class CataloguesController {
  constructor(private readonly catalogues: Catalogues) {}

  @Put(':code')
  @Roles('admin')
  @ApiOperation({ summary: '目录新增一项（不带 If-Match），或改名、排序、停用、启用（带 If-Match）' })
  @ApiOkResponse({ standardSchema: catalogueEntry })
  @ApiCreatedResponse({ standardSchema: catalogueEntry })
  async put(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('catalogue', { schema: catalogue }) of: Catalogue,
    @Param('code', { schema: catalogueCode }) code: string,
    @OptionalIfMatch() version: number | null,
    @Body({ schema: catalogueEntryBody }) body: CatalogueEntryBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = { jurisdiction, catalogue: of };
    const put =
      version === null
        ? await this.catalogues.create(key, code, body)
        : await this.catalogues.edit(key, code, version, body);
    void reply.status(version === null ? 201 : 200).header('etag', etagOf(put.version));
    return put;
  }

  @Get()
  @Roles('admin', 'clerk', 'leader', 'follow-up-officer', 'department', 'department-system')
  @ApiOperation({ summary: '本行政区划的一个目录，按次序，含已停用的' })
  @ApiOkResponse({ standardSchema: catalogueEntryPage })
  list(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('catalogue', { schema: catalogue }) of: Catalogue,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return this.catalogues.page({ jurisdiction, catalogue: of }, query);
  }

  @Get(':code')
  @Roles('admin')
  @ApiOperation({ summary: '目录的一项' })
  @ApiOkResponse({ standardSchema: catalogueEntry })
  async one(
    @CurrentActor() { jurisdiction }: Actor,
    @Param('catalogue', { schema: catalogue }) of: Catalogue,
    @Param('code', { schema: catalogueCode }) code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.catalogues.one({ jurisdiction, catalogue: of }, code);
    void reply.header('etag', etagOf(found.version));
    return found;
  }
}
