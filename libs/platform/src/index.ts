export * from './config/config.js';
export { processSection } from './http/process.config.js';
export { oidcSection } from './auth/oidc.config.js';
export { databaseSection, ownerDatabaseSection, SERVICES, type ServiceName } from './db/database.config.js';
export { temporalSection } from './temporal/temporal.config.js';
export { kafkaSection } from './kafka/kafka.config.js';
export * from './clock/clock.js';
export { keepRunning } from './keep-running.js';
export * from './ids/uuid.js';
export * from './logging/logger.js';
export { safeError } from './logging/safe-error.js';
export * from './auth/actor.js';
export { CurrentActor, Public, Roles } from './auth/auth.decorators.js';
export * from './http/problem.js';
export { toProblem } from './http/to-problem.js';
export * from './http/command-context.js';
export { Command } from './http/command.decorator.js';
export { canonicalJson } from './http/canonical-json.js';
export { JsonLines } from './http/json-lines.js';
export { fieldErrorsOf } from './http/validation.pipe.js';
export { etagOf, IfMatch, OptionalIfMatch } from './http/etag.js';
export * from './http/cursor.js';
export { RateLimit } from './http/rate-limit.js';
export { buildOpenApi } from './http/openapi.js';
export { createHttpApp } from './http/http-app.js';
export { PlatformModule } from './platform.module.js';
export { runApp } from './http/run-app.js';
export { runProgram } from './config/run-program.js';
export { createDataSource } from './db/data-source.js';
export {
  DatabaseModule,
  dataSourceToken,
  InjectDataSource,
  InjectUnitOfWork,
  unitOfWorkToken,
} from './db/database.module.js';
export { forgetTaken } from './kafka/forget-taken.js';
export { forgetRows } from './db/old-rows.js';
export { UnitOfWork } from './db/unit-of-work.js';
export { Commits } from './db/commits.js';
export { clientOf, prepared, readAside, type Read } from './db/prepared.js';
export { consumeOnce } from './db/inbox.js';
export { instantColumn } from './db/instant-column.js';
export { runMigrations, type MigrationSet } from './db/migrate.js';
export { roleOf } from './db/service-roles.js';
export * from './kafka/event-publisher.js';
export { type IncomingMessage } from './kafka/event-consumer.js';
export { createKafka } from './kafka/kafka-client.js';
export { DeadLetters } from './kafka/dead-letters.js';
export { eventConsumer, KAFKA, KafkaModule } from './kafka/kafka.module.js';
export { deadLetterTopic, ensureTopics } from './kafka/topics.js';
export { scheduledWorkflow, TemporalModule, temporalWorker } from './temporal/temporal.module.js';
export { installTemporalRuntime } from './temporal/temporal-runtime.js';
