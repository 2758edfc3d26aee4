import { deadRow, deadRowKey, stuckCase, targetLag } from '@bancheng/contracts/http/operator';
import { Roles } from '@bancheng/platform';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { UndeliveredRows, type DeadRow } from './undelivered-rows.js';

@ApiTags('运维')
@Controller('v1/operator')
@Roles('operator')
export class OperatorController {
  constructor(private readonly undelivered: UndeliveredRows) {}

  @Get('deliveries')
  @ApiOperation({ summary: '各投递目标的积压：最早一条未投递的记录' })
  @ApiOkResponse({ standardSchema: z.array(targetLag) })
  async deliveries() {
    return this.undelivered.lags();
  }

  @Get('dead-letters')
  @ApiOperation({ summary: '多次投递失败、等待人工处理的记录' })
  @ApiOkResponse({ standardSchema: z.array(deadRow) })
  async deadLetters() {
    return this.undelivered.dead();
  }

  /** Repeating it changes nothing more, so it needs no idempotency key. */
  @Post('dead-letters/:target/:caseId/:seq/retry')
  @HttpCode(204)
  @ApiOperation({ summary: '重新投递' })
  async retry(@Param({ schema: deadRowKey }) row: Pick<DeadRow, 'target' | 'caseId' | 'seq'>): Promise<void> {
    await this.undelivered.retry(row);
  }

  @Get('stuck-workflows')
  @ApiOperation({ summary: '流程引擎没有按时推进的件' })
  @ApiOkResponse({ standardSchema: z.array(stuckCase) })
  async stuckWorkflows() {
    return this.undelivered.stuck();
  }
}
