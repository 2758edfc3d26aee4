import { rateBody, ratingTaken, type RateBody } from '@bancheng/contracts/http/follow-up';
import { Public, RateLimit } from '@bancheng/platform';
import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RateHandling } from '../application/rate-handling.use-case.js';

/** Enough for a person who mistypes, far too few to guess a code of 50 bits. */
const TRIES_A_MINUTE = 20;

@ApiTags('公众评价')
@Controller('v1/ratings')
export class RatingsController {
  constructor(private readonly rating: RateHandling) {}

  /** Number and code never stand in a URL. */
  @Post()
  @HttpCode(200)
  @Public()
  @RateLimit(TRIES_A_MINUTE)
  @ApiOperation({ summary: '反映人凭编号和查询码评价：回访期间或者办结之后，一轮一次' })
  @ApiOkResponse({ standardSchema: ratingTaken })
  rate(@Body({ schema: rateBody }) body: RateBody, @Ip() address: string) {
    return this.rating.execute({ ...body, address });
  }
}
