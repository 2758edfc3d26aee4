import { me } from '@bancheng/contracts/http/people';
import { CurrentActor, ROLES, Roles, type Actor } from '@bancheng/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadMe } from '../application/read-me.query.js';

@ApiTags('人员名录')
@Controller('v1/me')
export class MeController {
  constructor(private readonly reading: ReadMe) {}

  @Get()
  @Roles(...ROLES)
  @ApiOperation({ summary: '我是谁：姓名、角色、行政区划、部门、是否在岗、今天的代行；登录后调用，名录随之更新' })
  @ApiOkResponse({ standardSchema: me })
  read(@CurrentActor() actor: Actor) {
    return this.reading.execute(actor);
  }
}
