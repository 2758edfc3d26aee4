import {
  instructBody,
  instructionPage,
  instructionResponse,
  instructionsQuery,
  supervisionNoticePage,
  supervisionQuery,
  type InstructBody,
  type InstructionsQuery,
  type SupervisionQuery,
} from '@bancheng/contracts/http/supervision';
import { Command, CurrentActor, OptionalIfMatch, Roles, type Actor, type CommandContext } from '@bancheng/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Instruct } from '../application/instruct.use-case.js';
import { Instructions } from '../application/instructions.query.js';
import { SupervisionNotices } from '../application/supervision-notices.query.js';

@ApiTags('领导')
@Controller('v1/leader')
@Roles('leader')
export class SupervisionController {
  constructor(
    private readonly notices: SupervisionNotices,
    private readonly instructing: Instruct,
    private readonly instructions: Instructions,
  ) {}

  @Get('supervision')
  @ApiOperation({ summary: '督办单：逾期未办的期限，各列最近一张' })
  @ApiOkResponse({ standardSchema: supervisionNoticePage })
  supervision(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: supervisionQuery }) query: SupervisionQuery) {
    return this.notices.page(jurisdiction, query);
  }

  @Post('instructions')
  @ApiOperation({ summary: '批示：交承办单位或者办理专员' })
  @ApiCreatedResponse({ standardSchema: instructionResponse })
  instruct(
    @Command() command: CommandContext,
    @Body({ schema: instructBody }) body: InstructBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.instructing.execute(command, version, body);
  }

  @Get('instructions')
  @ApiOperation({ summary: '批示，默认列待回复的' })
  @ApiOkResponse({ standardSchema: instructionPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: instructionsQuery }) query: InstructionsQuery) {
    return this.instructions.page(actor, query);
  }
}
