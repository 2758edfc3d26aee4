export { TransferModule } from './transfer.module.js';
export { transferMigrations } from './migrations/index.js';
