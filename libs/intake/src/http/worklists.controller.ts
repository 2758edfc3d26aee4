import { complaintPage, worklistName, worklistScope, type WorklistName } from '@bancheng/contracts/http/complaints';
import { CurrentActor, pageQuery, Roles, type Actor } from '@bancheng/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadWorklist } from '../application/read-worklist.use-case.js';

const worklistQuery = pageQuery.extend({ scope: worklistScope });

@ApiTags('受理')
@Controller('v1/worklists')
export class WorklistsController {
  constructor(private readonly worklists: ReadWorklist) {}

  @Get(':name')
  @Roles('clerk', 'leader')
  @ApiOperation({ summary: '工作清单：未办结、今日到期、黄牌、红牌、待认领、未填原因分类，先到期的在前' })
  @ApiOkResponse({ standardSchema: complaintPage })
  list(
    @CurrentActor() actor: Actor,
    @Param('name', { schema: worklistName }) name: WorklistName,
    @Query({ schema: worklistQuery }) query: z.output<typeof worklistQuery>,
  ) {
    return this.worklists.execute(actor, name, query);
  }
}
