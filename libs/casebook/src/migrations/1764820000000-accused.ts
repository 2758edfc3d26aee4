import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A matter has several kinds and is about several units and people; departments stand one under another. While the previous build
 * still serves, a trigger writes each row in the words of both: whom the citizen is hidden from must hold in either.
 * `matter_kind`, `accused_department` and the trigger go when no such build runs any more.
 */
export class Accused1764820000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function casebook.accused_for_both_builds() returns trigger language plpgsql as $$
      begin
        if new.matter_kinds is null or (tg_op = 'UPDATE' and
          (new.matter_kind, new.accused_department) is distinct from (old.matter_kind, old.accused_department)) then
          new.matter_kinds := array[new.matter_kind];
          new.accused := case when new.accused_department is null then '[]'::jsonb
            else jsonb_build_array(jsonb_build_object('department', new.accused_department, 'subject', null)) end;
        else
          new.matter_kind := case when 'conduct' = any(new.matter_kinds) then 'conduct' else new.matter_kinds[1] end;
          new.accused_department := case when jsonb_array_length(new.accused) = 1 then new.accused->0->>'department' end;
        end if;
        return new;
      end $$;
    `);
    for (const table of ['complaint', 'particulars_revision']) {
      await runner.query(`
        alter table casebook.${table} add column matter_kinds text[], add column accused jsonb not null default '[]';
        ${table === 'complaint' ? '' : 'alter table casebook.particulars_revision disable trigger revision_append_only;'}
        update casebook.${table} set matter_kinds = array[matter_kind],
          accused = case when accused_department is null then '[]'::jsonb
            else jsonb_build_array(jsonb_build_object('department', accused_department, 'subject', null)) end;
        ${table === 'complaint' ? '' : 'alter table casebook.particulars_revision enable trigger revision_append_only;'}
        create trigger accused_for_both_builds
          before insert or update of matter_kind, accused_department, matter_kinds, accused on casebook.${table}
          for each row execute function casebook.accused_for_both_builds();
        alter table casebook.${table} alter column matter_kinds set not null;
        comment on column casebook.${table}.accused is 'AccusedUnit[]: departments, the hall, its people by account; never names';
      `);
    }
    await runner.query(`
      alter table casebook.particulars add column accused_persons jsonb not null default '[]';
      alter table casebook.particulars_revision add column accused_persons jsonb not null default '[]';
      comment on column casebook.particulars.accused_persons is
        'The name of the person in each entry of the case''s accused, in the same order; null where none was given';

      grant update (matter_kinds, accused) on casebook.complaint to bancheng_intake;
      grant update (accused_persons) on casebook.particulars to bancheng_intake;

      alter table casebook.department add column parent text,
        add foreign key (jurisdiction, parent) references casebook.department (jurisdiction, code);
      create function casebook.line_of(of_jurisdiction text, of_code text) returns text[]
        language sql stable strict security definer set search_path = '' as $$
        with recursive above as (
          select d.code, d.parent from casebook.department d where d.jurisdiction = of_jurisdiction and d.code = of_code
          union
          select d.code, d.parent from casebook.department d join above on d.jurisdiction = of_jurisdiction and d.code = above.parent
        ), below as (
          select of_code as code
          union
          select d.code from casebook.department d join below on d.jurisdiction = of_jurisdiction and d.parent = below.code
        )
        select array(select code from above union select code from below)
      $$;
      comment on function casebook.line_of is
        'A department with those above and below it; as the owner, so that readers of cases need not read the directory';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function casebook.line_of;
      alter table casebook.department drop column parent;
      drop trigger accused_for_both_builds on casebook.complaint;
      drop trigger accused_for_both_builds on casebook.particulars_revision;
      drop function casebook.accused_for_both_builds;
      alter table casebook.complaint drop column matter_kinds, drop column accused;
      alter table casebook.particulars drop column accused_persons;
      alter table casebook.particulars_revision drop column matter_kinds, drop column accused, drop column accused_persons;
    `);
  }
}
