import type { Wording } from '@bancheng/contracts/http/common';
import { unprocessable } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ActText } from './act.js';
import type { Complaint } from './complaint.js';
import { doubtsIn } from './doubts.js';
import { ParticularsReader, type Particulars } from './particulars.js';

/** What a department is sent besides the 受理单: its own 情况记录 in place of that one's, and what it is told to do. */
export interface SentTexts {
  department: string;
  record?: string | null | undefined;
  instruction?: string | null | undefined;
}

/**
 * What departments are shown that may not know the citizen is looked at by a person wherever we cannot be sure that the citizen
 * is out of it (`doubtsIn`).
 */
@Injectable()
export class DoubtfulTexts {
  constructor(private readonly particulars: ParticularsReader) {}

  /**
   * Before these are sent.
   * @param at where in the body a department is named
   * @throws Problem 422 `identity-doubtful`
   */
  async refuseToSend(
    tx: EntityManager,
    { id, jurisdiction }: Complaint,
    sent: readonly SentTexts[],
    at: (index: number) => string,
  ): Promise<void> {
    const pointers: string[] = [];
    for (const [index, { department, record, instruction }] of sent.entries()) {
      const said = await this.particulars.readAsSentTo(tx, id, jurisdiction, department);
      const own = [record, instruction].map((text) => said.redact(text ?? ''));
      if (doubtful(said, [...own, record ? '' : said.record])) pointers.push(at(index));
    }
    if (pointers.length > 0) throw identityDoubtful().at(...pointers);
  }

  /**
   * After a correction, as the departments read it that have the case now; the caller's transaction undoes what is refused.
   * @throws Problem 422 `identity-doubtful`
   */
  async refuseCorrection(tx: EntityManager, { id, jurisdiction, departments }: Complaint): Promise<void> {
    for (const department of departments) {
      const said = await this.particulars.readAsDepartment(tx, id, jurisdiction, department);
      if (said.seenUntil === null && doubtful(said, [said.record])) throw identityDoubtful().at('/checked');
    }
  }
}

/** The words that departments are shown in place of the citizen's. */
export function wordingTexts(wording: Wording | undefined): ActText<'wording-record' | 'wording-claim'>[] {
  if (wording === undefined) return [];
  return [
    { kind: 'wording-record', ref: null, body: wording.record },
    { kind: 'wording-claim', ref: null, body: wording.claim },
  ];
}

function doubtful({ withheld, claim, suggestions }: Particulars, texts: readonly string[]): boolean {
  return withheld && [...texts, claim, suggestions ?? ''].some((text) => doubtsIn(text).length > 0);
}

const identityDoubtful = () =>
  unprocessable(
    'identity-doubtful',
    '文字中可能有能认出反映人的内容',
    '请用“转办预览”逐处核对：改写文字（wording），或者确认已核对（checked）。',
  );
