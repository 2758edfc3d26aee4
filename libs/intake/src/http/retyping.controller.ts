import { actResponse, caseId } from '@bancheng/contracts/http/common';
import { retypeBody, type RetypeBody } from '@bancheng/contracts/http/decisions';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Retype } from '../application/retype.use-case.js';

/** 问题类型更正. */
@ApiTags('受理')
@Controller('v1/complaints')
export class RetypingController {
  constructor(private readonly retyping: Retype) {}

  @Post(':id/retype')
  @HttpCode(200)
  @Roles('clerk', 'leader')
  @ApiOperation({
    summary: '更正问题类型：办理时限自受理起按新类型计算；办理专员限受理一个工作日内、反馈之前，此后由负责人',
  })
  @ApiOkResponse({ standardSchema: actResponse })
  retype(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: retypeBody }) body: RetypeBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.retyping.execute(command, id, version, body);
  }
}
