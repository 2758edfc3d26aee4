import { HallRules } from '@bancheng/casebook';
import { PHONE_FAULTS, type GivenPhone } from '@bancheng/contracts/http/phone';
import { lacksAreaCode, readPhone } from '@bancheng/domain';
import { CLOCK, InjectDataSource, unprocessable, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** A phone as a slip keeps it. */
export interface KeptPhone {
  phone: string | null;
  phoneGiven: string | null;
}

/** Every phone that comes in, on a slip or in a search, becomes the one that is kept: a landline without 区号 is one of the hall's place. */
@Injectable()
export class Phones {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param pointer of the phone in the request's body
   * @throws Problem 422 `area-code-missing` where the hall's policy names no 区号, `too-short` or another fault of the number with it
   */
  async kept({ jurisdiction }: Actor, phone: GivenPhone | null, pointer = '/phone'): Promise<KeptPhone> {
    if (phone === null) return { phone: null, phoneGiven: null };
    const { given, number } = phone;
    if (!lacksAreaCode(number)) return { phone: number, phoneGiven: given };
    const { areaCode } = await this.rules.policyInForce(this.dataSource.manager, jurisdiction, this.clock.now());
    if (areaCode === null) throw areaCodeMissing().at(pointer);
    const whole = readPhone(areaCode + number);
    if (whole.fault !== null) throw unprocessable(whole.fault, PHONE_FAULTS[whole.fault]).at(pointer);
    return { phone: whole.number, phoneGiven: given };
  }
}

function areaCodeMissing() {
  const detail = '本大厅没有设置本地区号，请在号码前写上区号；管理员可在办理规则（areaCode）中设置。';
  return unprocessable('area-code-missing', '固定电话缺少区号', detail);
}
