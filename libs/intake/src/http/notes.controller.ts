import { actResponse, caseId } from '@bancheng/contracts/http/common';
import { noteBody, type NoteBody } from '@bancheng/contracts/http/intake';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddNote } from '../application/add-note.use-case.js';

/** A clerk's notes on a case. */
@ApiTags('受理')
@Controller('v1/complaints')
export class NotesController {
  constructor(private readonly noting: AddNote) {}

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
}
