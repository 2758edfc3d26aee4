import { uuid } from '@bancheng/contracts';
import { caseId } from '@bancheng/contracts/http/common';
import {
  TASK_FORCE_STATES,
  taskForceCallBody,
  taskForceCallPage,
  taskForceReportBody,
  taskForceResponse,
  type TaskForceCallBody,
  type TaskForceReportBody,
} from '@bancheng/contracts/http/task-force';
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
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallTaskForce } from '../application/call-task-force.use-case.js';
import { ReportTaskForce, REPORTING_ROLES } from '../application/report-task-force.use-case.js';
import { TaskForceCalls } from '../application/task-force-calls.query.js';

const listQuery = pageQuery.extend({
  complaintId: caseId.optional(),
  state: z.enum(TASK_FORCE_STATES).optional().describe('待站台、已有结果、已终止'),
});
type ListQuery = z.output<typeof listQuery>;

@ApiTags('站台')
@Controller('v1')
export class TaskForceController {
  constructor(
    private readonly calling: CallTaskForce,
    private readonly reporting: ReportTaskForce,
    private readonly calls: TaskForceCalls,
  ) {}

  @Post('dispatches/task-force-calls')
  @Roles('clerk')
  @ApiOperation({ summary: '请部门首席代表到窗口站台' })
  @ApiCreatedResponse({ standardSchema: taskForceResponse })
  call(
    @Command() command: CommandContext,
    @Body({ schema: taskForceCallBody }) body: TaskForceCallBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.calling.execute(command, version, body);
  }

  @Post('dispatches/task-force-calls/:id/report')
  @HttpCode(200)
  @Roles(...REPORTING_ROLES)
  @ApiOperation({ summary: '站台结果' })
  @ApiOkResponse({ standardSchema: taskForceResponse })
  report(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: taskForceReportBody }) body: TaskForceReportBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.reporting.execute(command, id, version, body);
  }

  @Get('dispatches/task-force-calls')
  @Roles('clerk', 'leader')
  @ApiOperation({ summary: '本区划的站台，可按件和状态查询' })
  @ApiOkResponse({ standardSchema: taskForceCallPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: ListQuery) {
    return this.calls.page(actor, undefined, query);
  }

  @Get('inbox/task-force-calls')
  @Roles('department', 'department-system')
  @ApiOperation({ summary: '请本部门首席代表站台的' })
  @ApiOkResponse({ standardSchema: taskForceCallPage })
  own(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: ListQuery) {
    return this.calls.page(actor, actor.department!, query);
  }
}
