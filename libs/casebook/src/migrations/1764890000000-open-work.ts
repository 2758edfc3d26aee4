import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody stops a department that has work, or is being given some; the directory reads no case for it. */
export class OpenWork1764890000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function casebook.held_departments(of_jurisdiction text, of_codes text[])
      returns table (code text, active boolean) language sql security definer set search_path = '' as $$
        select d.code, d.active from casebook.department d
        where d.jurisdiction = of_jurisdiction and d.code = any(of_codes) order by d.code for share
      $$;
      comment on function casebook.held_departments is
        'Departments that stay as they are until the transaction ends; as the owner, since a lock asks for the right to update';

      create function casebook.open_work_of(of_jurisdiction text, of_department text, most int)
      returns table (kind text, number text, due_at timestamptz, total int)
      language sql stable security definer set search_path = '' as $$
        select k->>'kind', c.number, (k->>'dueAt')::timestamptz, (count(*) over ())::int
        from casebook.complaint c, jsonb_array_elements(c.clocks) k
        where c.jurisdiction = of_jurisdiction and c.status <> 'archived' and k->>'department' = of_department
          and k->>'kind' in ('dispatch', 'commitment') and k->>'endedAt' is null
        order by 3, 2, 1 limit most
      $$;
      comment on function casebook.open_work_of is
        'Slips and commitments that a department has open; as the owner, so that the directory need not read cases';

      revoke all on function casebook.held_departments, casebook.open_work_of from public;
      grant execute on function casebook.held_departments
        to bancheng_routing, bancheng_joint_meeting, bancheng_supervision, bancheng_directory;
      grant execute on function casebook.open_work_of to bancheng_directory;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function casebook.open_work_of; drop function casebook.held_departments;');
  }
}
