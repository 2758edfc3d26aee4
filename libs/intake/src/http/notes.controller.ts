import { actResponse, caseId } from '@bancheng/contracts/http/common';
import { causeBody, noteBody, type CauseBody, type NoteBody } from '@bancheng/contracts/http/corrections';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddNote } from '../application/add-note.use-case.js';
import { RecordCause } from '../application/record-cause.use-case.js';

/** What the clerk adds to a case for the hall: notes, and in the end the cause. */
@ApiTags('受理')
@Controller('v1/complaints')
export class NotesController {
  constructor(
    private readonly noting: AddNote,
    private readonly recordingCause: RecordCause,
  ) {}

  @Post(':id/notes')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '添加备注：只在大厅内部可见，承办单位和反映人看不到' })
  @ApiOkResponse({ standardSchema: actResponse })
  add(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: noteBody }) body: NoteBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.noting.execute(command, id, version, body);
  }

  @Post(':id/cause')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '填写或者更改原因分类，以及政策规定、办事指南是否须修改' })
  @ApiOkResponse({ standardSchema: actResponse })
  cause(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: causeBody }) body: CauseBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.recordingCause.execute(command, id, version, body);
  }
}
