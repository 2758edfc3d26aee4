import { uuid } from '@bancheng/contracts';
import {
  calledResponse,
  noticePage,
  noticeQuery,
  resendResponse,
  type NoticeQuery,
} from '@bancheng/contracts/http/notices';
import { Command, CurrentActor, Roles, type Actor, type CommandContext } from '@bancheng/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListNotices } from '../application/list-notices.query.js';
import { MarkCalled } from '../application/mark-called.use-case.js';
import { ResendNotice } from '../application/resend-notice.use-case.js';

@ApiTags('通知')
@Controller('v1/notices')
export class NoticesController {
  constructor(
    private readonly notices: ListNotices,
    private readonly resending: ResendNotice,
    private readonly calling: MarkCalled,
  ) {}

  @Get()
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '通知，最新的在前；state=failed 查看失败的，skippedBecause=to-be-called 查看须电话告知的' })
  @ApiOkResponse({ standardSchema: noticePage })
  list(@CurrentActor() actor: Actor, @Query({ schema: noticeQuery }) query: NoticeQuery) {
    return this.notices.execute(actor, query);
  }

  @Post(':noticeId/resend')
  @HttpCode(200)
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '重发失败的、当时没有地址或者号码不能收短信的通知' })
  @ApiOkResponse({ standardSchema: resendResponse })
  resend(@Command() command: CommandContext, @Param('noticeId', { schema: uuid }) noticeId: string) {
    return this.resending.execute(command, noticeId);
  }

  @Post(':noticeId/called')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '记录已电话告知反映人：这一条，和该件在它之前须电话告知的' })
  @ApiOkResponse({ standardSchema: calledResponse })
  called(@Command() command: CommandContext, @Param('noticeId', { schema: uuid }) noticeId: string) {
    return this.calling.execute(command, noticeId);
  }
}
