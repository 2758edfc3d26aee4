import { actResponse, caseId } from '@bancheng/contracts/http/common';
import { windowReplyBody, type WindowReplyBody } from '@bancheng/contracts/http/decisions';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReplyByWindow } from '../application/reply-by-window.use-case.js';

/** 窗口反馈. */
@ApiTags('受理')
@Controller('v1/complaints')
export class WindowReplyController {
  constructor(private readonly replying: ReplyByWindow) {}

  @Post(':id/reply')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '窗口反馈：一般事项由窗口自行办理，或者由站台的首席代表办理，不转办；随即转入回访' })
  @ApiOkResponse({ standardSchema: actResponse })
  reply(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: windowReplyBody }) body: WindowReplyBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.replying.execute(command, id, version, body);
  }
}
