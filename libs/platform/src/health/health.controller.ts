import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/auth.decorators.js';
import { HealthRegistry } from './health-registry.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: '进程存活' })
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** 503 while a database that the process needs does not answer; Temporal and Kafka are only reported. */
  @Get('ready')
  @Public()
  @ApiOperation({ summary: '可以受理请求（数据库可用）；Temporal、Kafka 的状态仅供参考' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { ready, parts } = await this.health.look();
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'up' : 'down', parts };
  }
}
