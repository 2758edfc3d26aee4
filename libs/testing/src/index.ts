export * from './fake-clock.js';
export * from './service-app.js';
export * from './test-cases.js';
export * from './test-database.js';
export * from './test-issuer.js';
export * from './tcp-proxy.js';
export { createNamespace } from './temporal-namespace.js';
export { until } from './until.js';
export { startTimeSkipping, stopTimeSkipping } from './time-skipping.js';
