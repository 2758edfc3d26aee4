export { RulesModule } from './rules.module.js';
export { rulesMigrations } from './migrations/index.js';
