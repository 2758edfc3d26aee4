export { housekeepingSection, sweepSection } from './relay.config.js';
export { RelayModule } from './relay.module.js';
