import { uuid } from '@bancheng/contracts';
import {
  answerInstructionBody,
  instructionPage,
  instructionResponse,
  instructionsQuery,
  type AnswerInstructionBody,
  type InstructionsQuery,
} from '@bancheng/contracts/http/supervision';
import { Command, CurrentActor, OptionalIfMatch, Roles, type Actor, type CommandContext } from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerInstruction } from '../application/answer-instruction.use-case.js';
import { Instructions } from '../application/instructions.query.js';

@ApiTags('领导批示')
@Controller('v1/dispatches/instructions')
@Roles('clerk', 'department', 'department-system')
export class InstructionsController {
  constructor(
    private readonly instructions: Instructions,
    private readonly answering: AnswerInstruction,
  ) {}

  @Get()
  @ApiOperation({ summary: '批示，默认列待回复的；承办单位只见交办本单位的' })
  @ApiOkResponse({ standardSchema: instructionPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: instructionsQuery }) query: InstructionsQuery) {
    return this.instructions.page(actor, query);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: '回复批示的办理情况' })
  @ApiOkResponse({ standardSchema: instructionResponse })
  answer(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: answerInstructionBody }) body: AnswerInstructionBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.answering.execute(command, id, version, body);
  }
}
