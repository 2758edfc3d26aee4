import { papersBody, papersResponse, type PapersBody } from '@bancheng/contracts/http/attachments';
import { caseId } from '@bancheng/contracts/http/common';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddPapers } from '../application/add-papers.use-case.js';

/** What the window does for a citizen after the registration: takes papers that come later. */
@ApiTags('受理')
@Controller('v1/complaints')
export class PapersController {
  constructor(private readonly adding: AddPapers) {}

  @Post(':id/papers')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '补充材料：反映人登记以后交来的，与受理单附件一样只在大厅内部可见' })
  @ApiOkResponse({ standardSchema: papersResponse })
  add(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @Body({ schema: papersBody }) body: PapersBody,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.adding.execute(command, id, version, body);
  }
}
