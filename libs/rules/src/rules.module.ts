import { CasebookModule } from '@bancheng/casebook';
import { DatabaseModule } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { Calendars } from './application/calendars.use-case.js';
import { CaseReprojection } from './application/case-reprojection.js';
import { CompareCalendars } from './application/compare-calendars.use-case.js';
import { Policies } from './application/policies.use-case.js';
import { ReprojectCase } from './application/reproject-case.use-case.js';
import { Reprojections } from './application/reprojections.use-case.js';
import { Reprojector } from './application/reprojector.js';
import { RulesKeeper } from './application/rules-keeper.js';
import { CalendarsController } from './http/calendars.controller.js';
import { PoliciesController } from './http/policies.controller.js';

/** What cases are judged by, as data: a jurisdiction's policies, the calendars for all, and the re-projection of open cases. */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('rules', { schema: 'rules', entities: [] })],
  controllers: [PoliciesController, CalendarsController],
  providers: [
    ...[Policies, Calendars, CompareCalendars, RulesKeeper],
    ...[Reprojections, Reprojector, ReprojectCase, CaseReprojection],
  ],
})
export class RulesModule {}
