import { papersBody, papersResponse, type PapersBody } from '@bancheng/contracts/http/attachments';
import { caseId } from '@bancheng/contracts/http/common';
import { queryCodeResponse } from '@bancheng/contracts/http/corrections';
import { Command, OptionalIfMatch, Roles, type CommandContext } from '@bancheng/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AddPapers } from '../application/add-papers.use-case.js';
import { RenewQueryCode } from '../application/renew-query-code.use-case.js';

/** What the window does for a citizen after the registration: takes papers that come later, gives another query code. */
@ApiTags('受理')
@Controller('v1/complaints')
export class PapersController {
  constructor(
    private readonly adding: AddPapers,
    private readonly renewing: RenewQueryCode,
  ) {}

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

  @Post(':id/query-code')
  @HttpCode(200)
  @Roles('clerk')
  @ApiOperation({ summary: '重发查询码：核实反映人后发新的，旧的即作废' })
  @ApiOkResponse({ standardSchema: queryCodeResponse })
  renewQueryCode(
    @Command() command: CommandContext,
    @Param('id', { schema: caseId }) id: string,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.renewing.execute(command, id, version);
  }
}
