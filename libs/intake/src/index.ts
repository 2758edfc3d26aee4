export { IntakeModule } from './intake.module.js';
export { intakeMigrations } from './migrations/index.js';
