import { uuid } from '@bancheng/contracts';
import { caseId } from '@bancheng/contracts/http/common';
import {
  commitmentEnd,
  commitmentPage,
  fulfilCommitment,
  releaseCommitment,
  type FulfilCommitment,
  type ReleaseCommitment,
} from '@bancheng/contracts/http/joint-meeting';
import {
  Command,
  CurrentActor,
  OptionalIfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { EndCommitment, FULFILLING_ROLES, RELEASING_ROLES } from '../application/end-commitment.use-case.js';
import { READER_ROLES } from '../meeting-roles.js';
import { ReadCommitments } from '../application/read-commitments.query.js';

const listQuery = pageQuery.extend({
  complaintId: caseId.optional(),
  open: z.enum(['true', 'false']).optional().describe('true：尚未结束；false：已结束'),
});

@ApiTags('联席会议')
@Controller('v1/joint-meetings/commitments')
export class CommitmentsController {
  constructor(
    private readonly ending: EndCommitment,
    private readonly commitments: ReadCommitments,
  ) {}

  @Get()
  @Roles(...READER_ROLES)
  @ApiOperation({ summary: '议定事项及其期限；部门只能看本部门的' })
  @ApiOkResponse({ standardSchema: commitmentPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) { open, ...query }: z.output<typeof listQuery>) {
    return this.commitments.page(actor, { ...query, open: open === undefined ? undefined : open === 'true' });
  }

  @Post(':id/fulfil')
  @HttpCode(200)
  @Roles(...FULFILLING_ROLES)
  @ApiOperation({ summary: '议定事项已落实' })
  @ApiOkResponse({ standardSchema: commitmentEnd })
  fulfil(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: fulfilCommitment }) report: FulfilCommitment,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.ending.fulfil(command, id, version, report);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Roles(...RELEASING_ROLES)
  @ApiOperation({ summary: '领导同意免除议定事项' })
  @ApiOkResponse({ standardSchema: commitmentEnd })
  release(
    @Command() command: CommandContext,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: releaseCommitment }) order: ReleaseCommitment,
    @OptionalIfMatch() version: number | null,
  ) {
    return this.ending.release(command, id, version, order);
  }
}
