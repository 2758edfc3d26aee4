import { uuid } from '@bancheng/contracts';
import { noticePage, noticeQuery, resendResponse, type NoticeQuery } from '@bancheng/contracts/http/notices';
import { Command, CurrentActor, Roles, type Actor, type CommandContext } from '@bancheng/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListNotices } from '../application/list-notices.query.js';
import { ResendNotice } from '../application/resend-notice.use-case.js';

@ApiTags('通知')
@Controller('v1/notices')
export class NoticesController {
  constructor(
    private readonly notices: ListNotices,
    private readonly resending: ResendNotice,
  ) {}

  @Get()
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '通知，最新的在前；state=failed 查看失败的' })
  @ApiOkResponse({ standardSchema: noticePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: noticeQuery }) query: NoticeQuery) {
    return this.notices.execute(actor, query);
  }

  @Post(':noticeId/resend')
  @HttpCode(200)
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '重发失败的、或者当时没有地址的通知' })
  @ApiOkResponse({ standardSchema: resendResponse })
  resend(@Command() command: CommandContext, @Param('noticeId', { schema: uuid }) noticeId: string) {
    return this.resending.execute(command, noticeId);
  }
}
