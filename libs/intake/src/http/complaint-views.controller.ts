import { caseId } from '@bancheng/contracts/http/common';
import { complaintPage, complaintView, searchCriteria, timeline } from '@bancheng/contracts/http/complaints';
import { CurrentActor, etagOf, pageQuery, Roles, type Actor } from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ReadComplaint } from '../application/read-complaint.use-case.js';
import { ReadTimeline } from '../application/read-timeline.use-case.js';
import { SearchComplaints } from '../application/search-complaints.use-case.js';

const searchBody = searchCriteria.extend(pageQuery.shape).meta({ id: 'SearchBody' });

/** Cases as their readers may see them. */
@ApiTags('受理')
@Controller('v1/complaints')
export class ComplaintViewsController {
  constructor(
    private readonly reading: ReadComplaint,
    private readonly history: ReadTimeline,
    private readonly searching: SearchComplaints,
  ) {}

  /** A POST, so that names, phones and words never stand in a URL; it changes nothing. */
  @Post('search')
  @HttpCode(200)
  @Roles('clerk', 'leader', 'follow-up-officer')
  @ApiOperation({ summary: '查找：编号、电话、词语，须全部符合' })
  @ApiOkResponse({ standardSchema: complaintPage })
  search(@CurrentActor() actor: Actor, @Body({ schema: searchBody }) body: z.output<typeof searchBody>) {
    return this.searching.execute(actor, body);
  }

  @Get(':id')
  @Roles('clerk', 'leader', 'follow-up-officer', 'department', 'department-system', 'admin')
  @ApiOperation({ summary: '一件的全貌；承办单位只看到自己的部分' })
  @ApiOkResponse({ standardSchema: complaintView })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: caseId }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.reading.execute(actor, id);
    void reply.header('etag', etagOf(view.version));
    return view;
  }

  @Get(':id/timeline')
  @Roles('clerk', 'leader', 'follow-up-officer', 'department', 'department-system', 'admin')
  @ApiOperation({ summary: '办理经过，按先后' })
  @ApiOkResponse({ standardSchema: timeline })
  readTimeline(@CurrentActor() actor: Actor, @Param('id', { schema: caseId }) id: string) {
    return this.history.execute(actor, id);
  }
}
