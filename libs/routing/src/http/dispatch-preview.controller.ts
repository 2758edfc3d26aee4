import { dispatchPreview, dispatchPreviewBody, type DispatchPreviewBody } from '@bancheng/contracts/http/dispatch';
import { CurrentActor, type Actor } from '@bancheng/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PreviewDispatch } from '../application/preview-dispatch.query.js';
import { LeaderOrDeputy } from './leader-or-deputy.js';

@ApiTags('转办')
@Controller('v1/dispatches/preview')
export class DispatchPreviewController {
  constructor(private readonly previewing: PreviewDispatch) {}

  @Post()
  @HttpCode(200)
  @LeaderOrDeputy()
  @ApiOperation({ summary: '转办或者裁定改派之前：每个部门将看到的文字，以及其中可能认出反映人的内容' })
  @ApiOkResponse({ standardSchema: dispatchPreview })
  preview(@CurrentActor() actor: Actor, @Body({ schema: dispatchPreviewBody }) body: DispatchPreviewBody) {
    return this.previewing.execute(actor, body);
  }
}
