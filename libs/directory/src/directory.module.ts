import { DatabaseModule } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { Agencies } from './application/agencies.js';
import { Catalogues } from './application/catalogues.js';
import { Delegations } from './application/delegations.js';
import { Departments } from './application/departments.query.js';
import { People } from './application/people.js';
import { PutDepartment } from './application/put-department.use-case.js';
import { ReadMe } from './application/read-me.query.js';
import { Responsibilities } from './application/responsibilities.js';
import { Signallers } from './application/signallers.js';
import { Stations } from './application/stations.js';
import { AgenciesController } from './http/agencies.controller.js';
import { CataloguesController } from './http/catalogues.controller.js';
import { DelegationsController } from './http/delegations.controller.js';
import { DepartmentsController } from './http/departments.controller.js';
import { MeController } from './http/me.controller.js';
import { OperatorSignallersController } from './http/operator-signallers.controller.js';
import { PeopleController } from './http/people.controller.js';
import { ResponsibilitiesController } from './http/responsibilities.controller.js';
import { SignallersController } from './http/signallers.controller.js';
import { StationsController } from './http/stations.controller.js';
import { DIRECTORY_ENTITIES } from './readers.js';

/** What the admin keeps of a hall: 部门, 帮办代办机构, 派单目录, 人员, 站点, 信号发送人, what acts choose from; and who decides for a leader who is away. */
@Module({
  imports: [DatabaseModule.forService('directory', { schema: 'directory', entities: DIRECTORY_ENTITIES })],
  controllers: [
    DepartmentsController,
    AgenciesController,
    ResponsibilitiesController,
    PeopleController,
    MeController,
    StationsController,
    SignallersController,
    OperatorSignallersController,
    DelegationsController,
    CataloguesController,
  ],
  providers: [
    ...[Departments, PutDepartment, Agencies, Responsibilities],
    ...[People, ReadMe, Stations, Signallers, Delegations, Catalogues],
  ],
})
export class DirectoryModule {}
