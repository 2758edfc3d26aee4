import { caseId } from '@bancheng/contracts/http/common';
import { progressBody, progressResponse, type ProgressBody } from '@bancheng/contracts/http/decisions';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReportProgress } from '../application/report-progress.use-case.js';

@ApiTags('受理')
@Controller('v1/complaints')
export class ProgressController {
  constructor(private readonly reporting: ReportProgress) {}

  @Post(':id/progress')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '管理办公室自己牵头的复杂事项：窗口报告办理进度、说明理由' })
  @ApiOkResponse({ standardSchema: progressResponse })
  report(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: progressBody }) body: ProgressBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.reporting.execute(command, id, version, body);
  }
}
