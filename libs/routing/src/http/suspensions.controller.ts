import { uuid } from '@bancheng/contracts';
import { papersResponse, slipPapersBody, type SlipPapersBody } from '@bancheng/contracts/http/attachments';
import {
  resumptionResponse,
  suspensionBody,
  suspensionResponse,
  type SuspensionBody,
} from '@bancheng/contracts/http/suspensions';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddSlipPapers } from '../application/add-slip-papers.use-case.js';
import { Resume } from '../application/resume.use-case.js';
import { Suspend } from '../application/suspend.use-case.js';

@ApiTags('转办')
@Controller('v1/dispatches')
@Roles('department', 'department-system', 'clerk')
export class SuspensionsController {
  constructor(
    private readonly suspending: Suspend,
    private readonly resuming: Resume,
    private readonly adding: AddSlipPapers,
  ) {}

  @Post(':id/suspension')
  @HttpCode(200)
  @ApiOperation({ summary: '挂起：等待反映人补充材料，停止计时；须有告知凭据' })
  @ApiOkResponse({ standardSchema: suspensionResponse })
  suspend(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: suspensionBody }) body: SuspensionBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.suspending.execute(command, id, version, body);
  }

  @Post(':id/resumption')
  @HttpCode(200)
  @ApiOperation({ summary: '恢复计时：材料已补齐' })
  @ApiOkResponse({ standardSchema: resumptionResponse })
  resume(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.resuming.execute(command, id, version);
  }

  @Post(':id/papers')
  @HttpCode(200)
  @ApiOperation({ summary: '补充材料：给恢复计时（挂起所等的），或由承办单位给自己的反馈' })
  @ApiOkResponse({ standardSchema: papersResponse })
  addPapers(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: slipPapersBody }) body: SlipPapersBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.adding.execute(command, id, version, body);
  }
}
