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
  @ApiOperation({
    summary: '委托代行：领导外出期间由他人审批延期、裁定退回；领导本人办理即生效，管理员代为办理的待确认',
  })
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

  @Post(':id/confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: '确认管理员代为办理的委托：被代行的领导本人，或者另一位管理员；确认后生效' })
  @ApiOkResponse({ standardSchema: delegation })
  confirm(@Command() command: CommandContext, @Param('id', { schema: uuid }) id: string) {
    return this.delegations.confirm(command, id);
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @ApiOperation({ summary: '收回委托代行' })
  @ApiOkResponse({ standardSchema: delegation })
  revoke(@Command() command: CommandContext, @Param('id', { schema: uuid }) id: string) {
    return this.delegations.revoke(command, id);
  }
}
