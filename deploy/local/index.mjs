/**
 * The embedded parts, for programs and tests: PostgreSQL, Temporal, Kafka and the OpenID provider of one machine.
 */
export { startParts } from './parts/index.mjs';
export { fetchToken } from './oidc/token.mjs';
export { demoClients, demoPeople } from './oidc/people.mjs';
export { timeSkippingServerPath } from './parts/time-skipping.mjs';
export { helmPath, kubernetesValidatePath } from './parts/helm.mjs';
