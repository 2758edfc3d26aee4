import {
  publicStatus,
  publicStatusBody,
  publicWithdrawal,
  publicWithdrawBody,
  type PublicStatusBody,
  type PublicWithdrawBody,
} from '@bancheng/contracts/http/public-status';
import { Public, RateLimit } from '@bancheng/platform';
import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadPublicStatus } from '../application/read-public-status.use-case.js';
import { WithdrawPublicly } from '../application/withdraw-publicly.use-case.js';

/** Enough for a person who mistypes, far too few to guess a code of 50 bits. */
const TRIES_A_MINUTE = 20;

@ApiTags('公众查询')
@Controller('v1/public')
export class PublicStatusController {
  constructor(
    private readonly reading: ReadPublicStatus,
    private readonly withdrawing: WithdrawPublicly,
  ) {}

  /** A POST, so that number and code never stand in a URL; it changes nothing. */
  @Post('status')
  @HttpCode(200)
  @Public()
  @RateLimit(TRIES_A_MINUTE)
  @ApiOperation({ summary: '凭编号和查询码查进度' })
  @ApiOkResponse({ standardSchema: publicStatus })
  read(@Body({ schema: publicStatusBody }) body: PublicStatusBody, @Ip() address: string) {
    return this.reading.execute({ ...body, address });
  }

  /** The first call answers a confirmation and changes nothing; with it the second one withdraws. */
  @Post('withdraw')
  @HttpCode(200)
  @Public()
  @RateLimit(TRIES_A_MINUTE)
  @ApiOperation({ summary: '凭编号和查询码撤回：先取得确认码，再凭确认码确认' })
  @ApiOkResponse({ standardSchema: publicWithdrawal })
  withdraw(@Body({ schema: publicWithdrawBody }) body: PublicWithdrawBody, @Ip() address: string) {
    return this.withdrawing.execute({ ...body, address });
  }
}
