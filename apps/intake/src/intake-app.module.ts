import { IntakeModule } from '@bancheng/intake';
import { RulesModule } from '@bancheng/rules';
import { Module } from '@nestjs/common';

/** What the intake service answers: 登记 and 受理, and the policies and calendars that all cases are judged by. */
@Module({ imports: [IntakeModule, RulesModule] })
export class IntakeAppModule {}
