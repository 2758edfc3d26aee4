import { caseId } from '@bancheng/contracts/http/common';
import {
  addCases,
  answerInvitation,
  cancelMeeting,
  conveneMeeting,
  editMeeting,
  holdMeeting,
  invitationAnswered,
  MEETING_STATES,
  meetingActs,
  meetingPage,
  meetingView,
  type AddCases as CasesToAdd,
  type AnswerInvitation as InvitationReply,
  type CancelMeeting as Cancellation,
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
import { AddCases } from '../application/add-cases.use-case.js';
import { AnswerInvitation } from '../application/answer-invitation.use-case.js';
import { CancelMeeting } from '../application/cancel-meeting.use-case.js';
import { ConveneMeeting } from '../application/convene-meeting.use-case.js';
import { EditMeeting } from '../application/edit-meeting.use-case.js';
import { HoldMeeting } from '../application/hold-meeting.use-case.js';
import { CONVENER_ROLES, DEPARTMENT_ROLES, READER_ROLES } from '../meeting-roles.js';
import { ReadMeetings } from '../application/read-meetings.query.js';

const id = z.uuid().describe('联席会议的编号');
const listQuery = pageQuery.extend({
  complaintId: caseId.optional(),
  state: z.enum(MEETING_STATES).optional().describe('待召开、已召开、已取消、已无须召开'),
});

@ApiTags('联席会议')
@Controller('v1/joint-meetings')
export class JointMeetingsController {
  constructor(
    private readonly convening: ConveneMeeting,
    private readonly editing: EditMeeting,
    private readonly adding: AddCases,
    private readonly cancelling: CancelMeeting,
    private readonly answering: AnswerInvitation,
    private readonly holding: HoldMeeting,
    private readonly meetings: ReadMeetings,
  ) {}

  @Post()
  @Roles(...CONVENER_ROLES)
  @ApiOperation({ summary: '召集联席会议，研究一件或者几件复杂事项；部门只能为其牵头的件召集' })
  @ApiCreatedResponse({ standardSchema: meetingActs })
  convene(
    @Command() command: CommandContext,
    @Body({ schema: conveneMeeting }) order: ConveneOrder,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.convening.execute(command, version, order);
  }

  @Patch(':id')
  @Roles(...CONVENER_ROLES)
  @ApiOperation({ summary: '修改尚未召开的会议的时间、地点或议题' })
  @ApiOkResponse({ standardSchema: meetingView })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: editMeeting }) change: MeetingChange,
    @IfMatch() seen: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.editing.execute(actor, meetingId, seen, change);
    reply.header('etag', etagOf(view.version));
    return view;
  }

  @Post(':id/cases')
  @HttpCode(200)
  @Roles(...CONVENER_ROLES)
  @ApiOperation({ summary: '尚未召开的会议增加研究的件' })
  @ApiOkResponse({ standardSchema: meetingActs })
  add(
    @Command() command: CommandContext,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: addCases }) order: CasesToAdd,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.adding.execute(command, meetingId, version, order);
  }

  @Post(':id/cases/:complaintId/remove')
  @HttpCode(200)
  @Roles(...CONVENER_ROLES)
  @ApiOperation({ summary: '会议不再研究其中一件，该件回到原来的状态' })
  @ApiOkResponse({ standardSchema: meetingActs })
  remove(
    @Command() command: CommandContext,
    @Param('id', { schema: id }) meetingId: string,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: cancelMeeting }) order: Cancellation,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.cancelling.execute(command, meetingId, complaintId, version, order);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Roles(...CONVENER_ROLES)
  @ApiOperation({ summary: '取消会议，每件回到原来的状态' })
  @ApiOkResponse({ standardSchema: meetingActs })
  cancel(
    @Command() command: CommandContext,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: cancelMeeting }) order: Cancellation,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.cancelling.execute(command, meetingId, null, version, order);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Roles(...DEPARTMENT_ROLES)
  @ApiOperation({ summary: '答复参会通知；会议召开前可以更改' })
  @ApiOkResponse({ standardSchema: invitationAnswered })
  answer(
    @Command() command: CommandContext,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: answerInvitation }) answer: InvitationReply,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.answering.execute(command, meetingId, version, answer);
  }

  @Post(':id/hold')
  @HttpCode(200)
  @Roles(...CONVENER_ROLES)
  @ApiOperation({ summary: '会议已召开：到会情况、纪要，每件的议定意见、牵头部门和议定事项' })
  @ApiOkResponse({ standardSchema: meetingActs })
  hold(
    @Command() command: CommandContext,
    @Param('id', { schema: id }) meetingId: string,
    @Body({ schema: holdMeeting }) report: MeetingReport,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.holding.execute(command, meetingId, version, report);
  }

  @Get(':id')
  @Roles(...READER_ROLES)
  @ApiOperation({ summary: '一次联席会议；部门只能看通知其参加或者由其召集的' })
  @ApiOkResponse({ standardSchema: meetingView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: id }) meetingId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.meetings.one(actor, meetingId);
    reply.header('etag', etagOf(view.version));
    return view;
  }

  @Get()
  @Roles(...READER_ROLES)
  @ApiOperation({ summary: '本区划的联席会议，可按件和状态查询；部门只能看通知其参加或者由其召集的' })
  @ApiOkResponse({ standardSchema: meetingPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.meetings.page(actor, query);
  }
}
