import { Module } from '@nestjs/common';
import { Casebook } from './casebook.js';
import { HallRules } from './hall-rules.js';
import { ParticularsReader } from './particulars.js';

/** The shared kernel for a service: it brings no connection of its own and works in the caller's transaction. */
@Module({
  providers: [Casebook, HallRules, ParticularsReader],
  exports: [Casebook, HallRules, ParticularsReader],
})
export class CasebookModule {}
