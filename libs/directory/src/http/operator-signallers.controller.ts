import { signallerPage } from '@bancheng/contracts/http/signallers';
import { pageQuery, Roles, type PageQuery } from '@bancheng/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Signallers } from '../application/signallers.js';

@ApiTags('运维')
@Controller('v1/operator/signallers')
@Roles('operator')
export class OperatorSignallersController {
  constructor(private readonly signallers: Signallers) {}

  @Get()
  @ApiOperation({ summary: '各行政区划可直接向流程引擎发信号的人' })
  @ApiOkResponse({ standardSchema: signallerPage })
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.signallers.ofAllHalls(query);
  }
}
