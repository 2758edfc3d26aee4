import { actResponse, caseId } from '@bancheng/contracts/http/common';
import {
  mergeBody,
  possibleDuplicates,
  repeatOfBody,
  unmergeBody,
  type MergeBody,
  type RepeatOfBody,
  type UnmergeBody,
} from '@bancheng/contracts/http/duplicates';
import { Command, CurrentActor, OptionalIfMatch, Roles, type Actor, type CommandContext } from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FindDuplicates } from '../application/find-duplicates.use-case.js';
import { FlagRepeat } from '../application/flag-repeat.use-case.js';
import { Merge } from '../application/merge.use-case.js';
import { Unmerge } from '../application/unmerge.use-case.js';

/** The same matter of the same person: 查重, 并单, 撤销并单, 重复反映. */
@ApiTags('受理')
@Controller('v1/complaints')
export class DuplicatesController {
  constructor(
    private readonly finding: FindDuplicates,
    private readonly merging: Merge,
    private readonly unmerging: Unmerge,
    private readonly flagging: FlagRepeat,
  ) {}

  @Get(':id/duplicates')
  @Roles('clerk')
  @ApiOperation({ summary: '查重：同一电话或姓名、内容相近的件' })
  @ApiOkResponse({ standardSchema: possibleDuplicates })
  find(@CurrentActor() actor: Actor, @Param('id', { schema: caseId }) id: string) {
    return this.finding.execute(actor, id);
  }

  @Post(':id/merge')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '并单：并入编号在前的首件，随首件答复、办结' })
  @ApiOkResponse({ standardSchema: actResponse })
  merge(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: mergeBody }) body: MergeBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.merging.execute(command, id, version, body);
  }

  @Post(':id/unmerge')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '撤销并单：回到并单前的状态，期限照原来的走' })
  @ApiOkResponse({ standardSchema: actResponse })
  unmerge(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: unmergeBody }) body: UnmergeBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.unmerging.execute(command, id, version, body);
  }

  @Post(':id/repeat-of')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '标注重复反映：同一人以前反映、已经办结的相近事项' })
  @ApiOkResponse({ standardSchema: actResponse })
  flagRepeat(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: repeatOfBody }) body: RepeatOfBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.flagging.execute(command, id, version, body);
  }
}
