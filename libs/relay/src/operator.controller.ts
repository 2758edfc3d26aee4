import {
  deadRow,
  deadRowKey,
  givenBack,
  stuckCase,
  targetLag,
  waitingMessages,
} from '@bancheng/contracts/http/operator';
import { DeadLetters, Roles } from '@bancheng/platform';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { StuckCases } from './stuck-cases.js';
import { UndeliveredRows, type DeadRow } from './undelivered-rows.js';

@ApiTags('运维')
@Controller('v1/operator')
@Roles('operator')
export class OperatorController {
  constructor(
    private readonly undelivered: UndeliveredRows,
    private readonly deadLettersOfConsumers: DeadLetters,
    private readonly stuck: StuckCases,
  ) {}

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

  @Get('consumer-dead-letters')
  @ApiOperation({ summary: '消费方没能处理、等待重放的消息数' })
  @ApiOkResponse({ standardSchema: waitingMessages })
  async consumerDeadLetters() {
    return { waiting: await this.deadLettersOfConsumers.waiting() };
  }

  /** Consumers dedupe by event id: repeating it changes nothing more, so it needs no idempotency key. */
  @Post('consumer-dead-letters/retry')
  @HttpCode(200)
  @ApiOperation({ summary: '把等待的消息全部重放到原主题' })
  @ApiOkResponse({ standardSchema: givenBack })
  async retryConsumerDeadLetters() {
    return { givenBack: await this.deadLettersOfConsumers.giveBack() };
  }

  @Get('stuck-workflows')
  @ApiOperation({ summary: '流程引擎没有按时推进的件' })
  @ApiOkResponse({ standardSchema: z.array(stuckCase) })
  async stuckWorkflows() {
    return this.stuck.list();
  }
}
