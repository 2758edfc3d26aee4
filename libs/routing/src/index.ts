export { RoutingModule } from './routing.module.js';
export { routingMigrations } from './migrations/index.js';
export { PutDepartment } from './application/put-department.use-case.js';
