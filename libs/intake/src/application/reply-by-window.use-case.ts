import { actResponse, apiSource, Casebook, readActs, type ActRecord, type Complaint } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { WindowReplyBody } from '@bancheng/contracts/http/decisions';
import { currentCaseClock, officeLeads, openObligations, type ActKind } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, unprocessable, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { endOpenClocks } from './clocks.js';

/**
 * 窗口反馈: a general matter, or a complex one that the 管理办公室 leads itself, ends without a slip by what the window did itself,
 * which is the handling unit then, or by what the 首席代表 did who was called to it (站台), whose department is.
 */
@Injectable()
export class ReplyByWindow {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * The reply ends the case's clock; the follow-up comes next.
   * @param version the version the clerk saw, or null
   * @throws Problem 409 `answered-on-the-spot-only` for a simple matter, `meeting-required` for a complex one that
   *   the office does not lead itself, `commitment-open`,
   *   `meeting-open`; 422 `no-such-solution` where the call of this round was not reported with this outcome; 404, 409, 412 as
   *   `recordAct`: what a department or an agency has is not the window's to end
   */
  execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { outcome, text, reason, callId }: WindowReplyBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        source,
        'repliedByWindow',
        async (complaint, at) => {
          const { startedAt } = currentCaseClock(complaint)!;
          const round = (await readActs(tx, caseId)).filter((act) => act.at >= startedAt);
          refuse(complaint, round);
          const department = callId === undefined ? null : solverOf(round, callId, outcome);
          const texts = [
            { kind: 'reply' as const, ref: callId ?? null, body: text },
            ...(reason === undefined ? [] : [{ kind: 'reply-reason' as const, ref: callId ?? null, body: reason }]),
          ];
          const detail = { outcome, department, ...(callId !== undefined && { callId }) };
          return { detail, clocks: endOpenClocks(complaint, at), texts };
        },
      );
      return actResponse(recorded);
    });
  }
}

function refuse(complaint: Complaint, round: readonly ActRecord[]): void {
  const { type, clocks } = complaint;
  if (type === 'simple') throw conflict('answered-on-the-spot-only', '简单事项请用“当场答复”');
  if (type === 'complex' && !officeLeads(complaint)) {
    throw conflict(
      'meeting-required',
      '复杂事项由联席会议确定的牵头部门办理反馈',
      '请召开联席会议后转办；查明并不复杂的，先更正问题类型，再由窗口反馈。',
    );
  }
  if (openObligations(clocks).length > 0) {
    throw conflict('commitment-open', '该件还有议定事项没有办结', '待负责部门落实，或者由负责人免除后再反馈。');
  }
  if (meetingOpen(round)) {
    throw conflict('meeting-open', '该件的联席会议已召集，尚未召开', '请召开或者取消会议后再反馈。');
  }
}

function meetingOpen(round: readonly ActRecord[]): boolean {
  const meetings = (...kinds: ActKind[]) =>
    round.filter(({ kind }) => kinds.includes(kind)).map(({ detail }) => detail['meetingId']);
  const ended = meetings('meetingHeld', 'meetingCancelled');
  return meetings('meetingConvened').some((meeting) => !ended.includes(meeting));
}

/** The department whose 首席代表 said so of this call. */
function solverOf(round: readonly ActRecord[], callId: string, outcome: WindowReplyBody['outcome']): string {
  const report = round.find(({ kind, detail }) => kind === 'taskForceReported' && detail['callId'] === callId);
  if (report?.detail['outcome'] !== outcome) {
    throw unprocessable('no-such-solution', '该次站台没有这样的结果，请先填写站台结果').at('/callId');
  }
  return report.detail['department'] as string;
}
