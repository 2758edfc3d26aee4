import { offlineSlipFile, offlineSlipReceipt } from '@bancheng/contracts/http/offline-slips';
import { CurrentActor, JsonLines, Roles, type Actor } from '@bancheng/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TakeOfflineSlips } from '../application/take-offline-slips.use-case.js';

/** Degraded intake: what stations wrote down without a connection. */
@ApiTags('离线登记')
@Controller('v1/complaints')
export class OfflineSlipsController {
  constructor(private readonly taking: TakeOfflineSlips) {}

  /** No Idempotency-Key: every slip has an id of its own, so the same file may be sent as often as it takes. */
  @Post('offline-slips')
  @HttpCode(200)
  @Roles('clerk')
  @JsonLines()
  @ApiOperation({ summary: '补录离线受理单：JSON 行文件，逐行登记；重复上传不会重复登记' })
  @ApiOkResponse({ standardSchema: offlineSlipReceipt })
  take(@CurrentActor() actor: Actor, @Body({ schema: offlineSlipFile }) file: string) {
    return this.taking.execute(actor, file);
  }
}
