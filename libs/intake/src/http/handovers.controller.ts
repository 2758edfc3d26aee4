import { handoverBody, handoverResponse, type HandoverBody } from '@bancheng/contracts/http/complaints';
import { Command, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HandOver } from '../application/hand-over.use-case.js';

@ApiTags('受理')
@Controller('v1/handovers')
export class HandoversController {
  constructor(private readonly handingOver: HandOver) {}

  @Post()
  @HttpCode(200)
  @Roles('leader', 'clerk')
  @ApiOperation({ summary: '交接：办理专员不在时，其经办的件转给另一位' })
  @ApiOkResponse({ standardSchema: handoverResponse })
  handOver(@Command() command: CommandContext, @Body({ schema: handoverBody }) body: HandoverBody) {
    return this.handingOver.execute(command, body);
  }
}
