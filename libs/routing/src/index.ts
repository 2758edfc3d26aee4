export { RoutingModule } from './routing.module.js';
export { routingMigrations } from './migrations/index.js';
