import { CASE_STATUSES, ACTS, statusTableFaults } from '@bancheng/domain';
import { Module, type OnModuleInit } from '@nestjs/common';
import { Casebook } from './casebook.js';
import { DoubtfulTexts } from './doubtful-texts.js';
import { HallRules } from './hall-rules.js';
import { ParticularsReader } from './particulars.js';

/** The shared kernel for a service: it brings no connection of its own and works in the caller's transaction. */
@Module({
  providers: [Casebook, DoubtfulTexts, HallRules, ParticularsReader],
  exports: [Casebook, DoubtfulTexts, HallRules, ParticularsReader],
})
export class CasebookModule implements OnModuleInit {
  /** @throws Error when the status table has a fault: a service must not record acts by it */
  onModuleInit(): void {
    const faults = statusTableFaults(ACTS, CASE_STATUSES);
    if (faults.length > 0) throw new Error(`The status table is broken: ${faults.join(', ')}`);
  }
}
