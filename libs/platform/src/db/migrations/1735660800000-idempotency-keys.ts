import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SERVICES } from '../database.config.js';
import { roleOf } from '../service-roles.js';

/** One row a command that carried an Idempotency-Key, written in the command's own transaction. */
export class IdempotencyKeys1735660800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const everyService = SERVICES.map(roleOf).join(', ');
    await queryRunner.query(`
      create table platform.idempotency_key (
        subject        text not null,
        endpoint       text not null,
        key            text not null,
        request_digest text not null,
        response       jsonb,
        created_at     timestamptz not null default now(),
        primary key (subject, endpoint, key)
      ) with (fillfactor = 70);
      comment on column platform.idempotency_key.response is 'Set by the same transaction: every committed row has one';
      create index idempotency_key_created_at on platform.idempotency_key using brin (created_at);
      grant usage on schema platform to ${everyService};
      grant select, insert, update on platform.idempotency_key to ${everyService};
      grant delete on platform.idempotency_key to ${roleOf('relay')};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table platform.idempotency_key');
  }
}
