import {
  policyPage,
  policyVersion,
  policyView,
  reprojectionPage,
  reprojectionView,
  setPolicyBody,
  type SetPolicyBody,
} from '@bancheng/contracts/http/rules';
import {
  Command,
  CurrentActor,
  etagOf,
  IfMatch,
  pageQuery,
  Roles,
  type Actor,
  type CommandContext,
  type PageQuery,
} from '@bancheng/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policies } from '../application/policies.use-case.js';
import { Reprojections } from '../application/reprojections.use-case.js';

@ApiTags('规则和日历')
@Controller('v1/policies')
export class PoliciesController {
  constructor(
    private readonly policies: Policies,
    private readonly reprojections: Reprojections,
  ) {}

  @Get('current')
  @Roles('clerk', 'leader', 'admin')
  @ApiOperation({ summary: '本行政区划现行的办理规则' })
  @ApiOkResponse({ standardSchema: policyView })
  async current(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    const { current, latest } = await this.policies.inForce(actor);
    reply.header('etag', etagOf(latest));
    return current;
  }

  @Get()
  @Roles('leader', 'admin')
  @ApiOperation({ summary: '办理规则的各个版本，新的在前；含尚未生效的' })
  @ApiOkResponse({ standardSchema: policyPage })
  history(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.policies.history(actor, query);
  }

  @Post()
  @Roles('admin')
  @ApiOperation({ summary: '制定新版本的办理规则；已登记的件仍按原版本' })
  @ApiCreatedResponse({ standardSchema: policyView })
  async set(
    @Command() command: CommandContext,
    @Body({ schema: setPolicyBody }) body: SetPolicyBody,
    @IfMatch() seen: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.policies.set(command, seen, body);
    reply.header('etag', etagOf(made.version));
    return made;
  }

  @Post(':version/reproject')
  @HttpCode(202)
  @Roles('admin')
  @ApiOperation({ summary: '未办结的件改用现行规则，重新推算期限；在后台进行' })
  @ApiAcceptedResponse({ standardSchema: reprojectionView })
  reproject(@Command() command: CommandContext, @Param('version', { schema: policyVersion }) version: number) {
    return this.policies.reproject(command, version);
  }

  @Get('reprojections')
  @Roles('leader', 'admin')
  @ApiOperation({ summary: '因规则变更的期限重新推算及其进度，新的在前' })
  @ApiOkResponse({ standardSchema: reprojectionPage })
  jobs(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.reprojections.list(actor, 'policy', query);
  }
}
