export * from './statuses.js';
export * from './status-table.js';
