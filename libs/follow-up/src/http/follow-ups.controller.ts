import { actResponse, caseId } from '@bancheng/contracts/http/common';
import {
  followUpPage,
  followUpState,
  gradeHandling,
  recordTry,
  ruleDissatisfaction,
  tryResponse,
  type GradeHandling as Verdict,
  type RecordTry as Try,
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
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { GradeHandling } from '../application/grade-handling.use-case.js';
import { ListFollowUps } from '../application/list-follow-ups.use-case.js';
import { RecordTry } from '../application/record-try.use-case.js';
import { RuleDissatisfaction } from '../application/rule-dissatisfaction.use-case.js';

const listQuery = pageQuery.extend({ state: followUpState.default('open') });

@ApiTags('回访')
@Controller('v1/follow-ups')
export class FollowUpsController {
  constructor(
    private readonly followUps: ListFollowUps,
    private readonly trying: RecordTry,
    private readonly grading: GradeHandling,
    private readonly ruling: RuleDissatisfaction,
  ) {}

  @Get()
  @Roles('follow-up-officer', 'leader')
  @ApiOperation({ summary: '回访件，等待最久的在前' })
  @ApiOkResponse({ standardSchema: followUpPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return this.followUps.execute(actor, query);
  }

  @Post(':complaintId/tries')
  @HttpCode(200)
  @Roles('follow-up-officer')
  @ApiOperation({ summary: '记录一次未接通；三个不同日期均未接通的，结束回访' })
  @ApiOkResponse({ standardSchema: tryResponse })
  recordTry(
    @Command() command: CommandContext,
    @Param('complaintId', { schema: caseId }) complaintId: string,
    @Body({ schema: recordTry }) body: Try,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.trying.execute(command, complaintId, body, version);
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
    return this.grading.execute(command, complaintId, body, version);
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
    return this.ruling.execute(command, complaintId, body, version);
  }
}
