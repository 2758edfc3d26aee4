import { actResponse, caseId } from '@bancheng/contracts/http/common';
import {
  assignFollowUp,
  assignment,
  assignmentResponse,
  followUpPage,
  followUpState,
  gradeHandling,
  lateOnly,
  ratedPage,
  recordTry,
  reopenCase,
  ruleDissatisfaction,
  tryResponse,
  type AssignFollowUp as Assignment,
  type GradeHandling as Verdict,
  type RecordTry as Try,
  type ReopenCase,
  type RuleDissatisfaction as Ruling,
} from '@bancheng/contracts/http/follow-up';
import {
  Command,
  CurrentActor,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AssignFollowUp } from '../application/assign-follow-up.use-case.js';
import { GradeHandling } from '../application/grade-handling.use-case.js';
import { ListFollowUps } from '../application/list-follow-ups.use-case.js';
import { ListRatings } from '../application/list-ratings.use-case.js';
import { RecordTry } from '../application/record-try.use-case.js';
import { Reopen } from '../application/reopen.use-case.js';
import { RuleDissatisfaction } from '../application/rule-dissatisfaction.use-case.js';

const listQuery = pageQuery.extend({
  state: followUpState.default('open'),
  assigned: assignment.optional(),
  late: lateOnly,
});

@ApiTags('回访')
@Controller('v1/follow-ups')
export class FollowUpsController {
  constructor(
    private readonly followUps: ListFollowUps,
    private readonly trying: RecordTry,
    private readonly grading: GradeHandling,
    private readonly ruling: RuleDissatisfaction,
    private readonly assigning: AssignFollowUp,
    private readonly reopening: Reopen,
    private readonly ratings: ListRatings,
  ) {}

  @Get()
  @Roles('follow-up-officer', 'leader')
  @ApiOperation({ summary: '回访件，等待最久（最先到期）的在前' })
  @ApiOkResponse({ standardSchema: followUpPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.followUps.execute(actor, query);
  }

  @Get('dissatisfied-ratings')
  @Roles('leader')
  @ApiOperation({ summary: '办结后反映人自行评价为不满意、尚未重新办理的件，最近的在前' })
  @ApiOkResponse({ standardSchema: ratedPage })
  dissatisfiedRatings(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.ratings.execute(actor, query);
  }

  @Post(':complaintId/assignment')
  @HttpCode(200)
  @Roles('follow-up-officer', 'leader')
  @ApiOperation({ summary: '领取回访；领导可指派他人，无独立人员时也可指派不独立的，并予标明' })
  @ApiOkResponse({ standardSchema: assignmentResponse })
  assign(
    @Command() command: CommandContext,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: assignFollowUp }) body: Assignment,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.assigning.execute(command, complaintId, version, body);
  }

  @Post(':complaintId/tries')
  @HttpCode(200)
  @Roles('follow-up-officer')
  @ApiOperation({ summary: '记录一次未接通（三个不同日期均未接通的结束回访）、号码有误、拒绝回访或没有联系方式' })
  @ApiOkResponse({ standardSchema: tryResponse })
  recordTry(
    @Command() command: CommandContext,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: recordTry }) body: Try,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.trying.execute(command, complaintId, version, body);
  }

  @Post(':complaintId/grade')
  @HttpCode(200)
  @Roles('follow-up-officer')
  @ApiOperation({ summary: '回访评价；不满意的不办结：重办，重办两轮后由领导裁决' })
  @ApiOkResponse({ standardSchema: actResponse })
  grade(
    @Command() command: CommandContext,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: gradeHandling }) body: Verdict,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.grading.execute(command, complaintId, version, body);
  }

  @Post(':complaintId/ruling')
  @HttpCode(200)
  @Roles('leader')
  @ApiOperation({ summary: '领导裁决重办后仍不满意（或者不予受理）的件：办结，或者再重办' })
  @ApiOkResponse({ standardSchema: actResponse })
  rule(
    @Command() command: CommandContext,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: ruleDissatisfaction }) body: Ruling,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.ruling.execute(command, complaintId, version, body);
  }

  @Post(':complaintId/reopening')
  @HttpCode(200)
  @Roles('clerk', 'leader')
  @ApiOperation({ summary: '重新办理：办结后规定工作日内，写明理由，另起期限' })
  @ApiOkResponse({ standardSchema: actResponse })
  reopen(
    @Command() command: CommandContext,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: reopenCase }) body: ReopenCase,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.reopening.execute(command, complaintId, version, body);
  }
}
