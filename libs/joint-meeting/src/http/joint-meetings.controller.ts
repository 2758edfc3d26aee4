import { caseId } from '@bancheng/contracts/http/common';
import {
  conveneMeeting,
  editMeeting,
  holdMeeting,
  meetingActResponse,
  meetingPage,
  meetingView,
  type ConveneMeeting as ConveneOrder,
  type EditMeeting as MeetingChange,
  type HoldMeeting as MeetingReport,
} from '@bancheng/contracts/http/joint-meeting';
import {
  Command,
  CurrentActor,
  etagOf,
  IfMatch,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConveneMeeting } from '../application/convene-meeting.use-case.js';
import { EditMeeting } from '../application/edit-meeting.use-case.js';
import { HoldMeeting } from '../application/hold-meeting.use-case.js';
import { MEETING_ROLES } from '../application/meeting-roles.js';
import { ReadMeetings } from '../application/read-meetings.use-case.js';

const id = z.uuid().describe('联席会议的编号');
const listQuery = pageQuery.extend({ complaintId: caseId.optional() });

@ApiTags('联席会议')
@Controller('v1/joint-meetings')
export class JointMeetingsController {
  constructor(
    private readonly convening: ConveneMeeting,
    private readonly editing: EditMeeting,
    private readonly holding: HoldMeeting,
    private readonly meetings: ReadMeetings,
  ) {}

  @Post()
  @Roles(...MEETING_ROLES)
  @ApiOperation({ summary: '召集联席会议（复杂事项，转办之前）' })
  @ApiCreatedResponse({ standardSchema: meetingActResponse })
  convene(
    @Command() command: CommandContext,
    @Body({ schema: conveneMeeting }) order: ConveneOrder,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.convening.execute(command, order, version);
  }

  @Patch(':id')
  @Roles(...MEETING_ROLES)
  @ApiOperation({ summary: '修改尚未召开的会议的时间、地点或议题' })
  @ApiOkResponse({ standardSchema: meetingView })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: editMeeting }) change: MeetingChange,
    @IfMatch() seen: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { view, version } = await this.editing.execute(actor, meetingId, change, seen);
    reply.header('etag', etagOf(version));
    return view;
  }

  @Post(':id/hold')
  @HttpCode(200)
  @Roles(...MEETING_ROLES)
  @ApiOperation({ summary: '会议已召开：到会部门、纪要、牵头部门' })
  @ApiOkResponse({ standardSchema: meetingActResponse })
  hold(
    @Command() command: CommandContext,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: holdMeeting }) report: MeetingReport,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.holding.execute(command, meetingId, report, version);
  }

  @Get(':id')
  @Roles(...MEETING_ROLES, 'admin')
  @ApiOperation({ summary: '一次联席会议' })
  @ApiOkResponse({ standardSchema: meetingView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) meetingId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { view, version } = await this.meetings.one(actor, meetingId);
    reply.header('etag', etagOf(version));
    return view;
  }

  @Get()
  @Roles(...MEETING_ROLES, 'admin')
  @ApiOperation({ summary: '本区划的联席会议，可按件查询' })
  @ApiOkResponse({ standardSchema: meetingPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.meetings.page(actor, query);
  }
}
