import { uuid } from '@bancheng/contracts';
import { delegation, delegationBody, delegationPage, type DelegationBody } from '@bancheng/contracts/http/delegations';
import {
  Command,
  CurrentActor,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Delegations } from '../application/delegations.js';

@ApiTags('领导')
@Controller('v1/leader/delegations')
@Roles('leader', 'admin')
export class DelegationsController {
  constructor(private readonly delegations: Delegations) {}

  @Post()
  @ApiOperation({ summary: '委托代行：领导外出期间由他人审批延期、裁定退回；领导本人办理，或者由管理员代为办理' })
  @ApiCreatedResponse({ standardSchema: delegation })
  give(@Command() command: CommandContext, @Body({ schema: delegationBody }) body: DelegationBody) {
    return this.delegations.give(command, body);
  }

  @Get()
  @ApiOperation({ summary: '本行政区划的委托代行，含已收回和已到期的，最近的在前' })
  @ApiOkResponse({ standardSchema: delegationPage })
  list(@CurrentActor() { jurisdiction }: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.delegations.page(jurisdiction, query);
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @ApiOperation({ summary: '收回委托代行' })
  @ApiOkResponse({ standardSchema: delegation })
  revoke(@Command() command: CommandContext, @Param('id', { schema: uuid }) id: string) {
    return this.delegations.revoke(command, id);
  }
}
