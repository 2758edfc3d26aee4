export * from './primitives.js';
export * from './case-clock.js';
export * from './workflow.js';
export * from './events/index.js';
export * from './events/case-event.js';
