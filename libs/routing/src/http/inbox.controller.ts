import { inboxPage, inboxQuery, type InboxQuery } from '@bancheng/contracts/http/slips';
import { CurrentActor, Roles, type Actor } from '@bancheng/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadInbox } from '../application/read-inbox.query.js';

@ApiTags('转办')
@Controller('v1/inbox')
export class InboxController {
  constructor(private readonly inbox: ReadInbox) {}

  @Get()
  @Roles('department', 'department-system')
  @ApiOperation({ summary: '本部门的转办单，按最近变化排列；部门系统用上次的 next 轮询' })
  @ApiOkResponse({ standardSchema: inboxPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: inboxQuery }) query: InboxQuery) {
    return this.inbox.execute(actor, query);
  }
}
