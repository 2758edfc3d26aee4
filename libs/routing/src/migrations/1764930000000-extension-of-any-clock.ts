import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 延期 is asked for any deadline of a case and not for a slip's alone. While the previous build still serves, a trigger writes
 * each row in the words of both; `dispatch_id`, its index and the trigger go when no such build runs any more.
 */
export class ExtensionOfAnyClock1764930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table routing.extension add column clock_id text,
        alter column dispatch_id drop not null, alter column department drop not null;
      update routing.extension set clock_id = 'dispatch:' || dispatch_id;
      create function routing.extension_for_both_builds() returns trigger language plpgsql as $$
      begin
        new.clock_id := coalesce(new.clock_id, 'dispatch:' || new.dispatch_id);
        new.dispatch_id := substring(new.clock_id from '^dispatch:(.*)$')::uuid;
        return new;
      end $$;
      create trigger extension_for_both_builds before insert on routing.extension
        for each row execute function routing.extension_for_both_builds();
      alter table routing.extension alter column clock_id set not null;
      comment on column routing.extension.clock_id is 'The clock of the case, in the casebook, that is to end later';
      comment on column routing.extension.department is 'Whom that clock binds; null for the window and an agency';
      drop index routing.extension_pending;
      create unique index extension_pending on routing.extension (case_id, clock_id)
        where decided_at is null and withdrawn_at is null;
      create index extension_case on routing.extension (case_id, asked_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from routing.extension where dispatch_id is null;
      drop trigger extension_for_both_builds on routing.extension;
      drop function routing.extension_for_both_builds;
      drop index routing.extension_case, routing.extension_pending;
      create unique index extension_pending on routing.extension (dispatch_id)
        where decided_at is null and withdrawn_at is null;
      alter table routing.extension drop column clock_id,
        alter column dispatch_id set not null, alter column department set not null;
    `);
  }
}
