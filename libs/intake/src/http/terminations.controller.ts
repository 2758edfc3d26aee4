import { actResponse, caseId } from '@bancheng/contracts/http/common';
import {
  terminationBody,
  terminationDecisionBody,
  type TerminationBody,
  type TerminationDecisionBody,
} from '@bancheng/contracts/http/decisions';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskTermination } from '../application/ask-termination.use-case.js';
import { DecideTermination } from '../application/decide-termination.use-case.js';

/** 终止 of a matter under way. */
@ApiTags('受理')
@Controller('v1/complaints')
export class TerminationsController {
  constructor(
    private readonly asking: AskTermination,
    private readonly deciding: DecideTermination,
  ) {}

  @Post(':id/termination')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '申请终止：受理后发现不属于受理范围的，写明原因和解释，由负责人审批' })
  @ApiOkResponse({ standardSchema: actResponse })
  ask(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: terminationBody }) body: TerminationBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.asking.execute(command, id, version, body);
  }

  @Post(':id/termination/decision')
  @HttpCode(200)
  @Roles('leader')
  @ApiOperation({ summary: '终止审批：同意的，转办单、会议、转交、延期随之终止，同不予受理一样回访' })
  @ApiOkResponse({ standardSchema: actResponse })
  decide(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: terminationDecisionBody }) body: TerminationDecisionBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.deciding.execute(command, id, version, body);
  }
}
