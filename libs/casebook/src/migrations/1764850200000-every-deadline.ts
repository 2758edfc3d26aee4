import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Worklists look at every running deadline of a case, not at its own alone: what they sort by is drawn anew for open cases. */
export class EveryDeadline1764850200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update casebook.complaint c set due_at = next.due_at, yellow_at = next.yellow_at
      from (
        select o.id, case when bool_or(running) then min(due) filter (where running) else min(due) end as due_at,
          case when bool_or(running) then min(yellow) filter (where running) else min(yellow) end as yellow_at
        from casebook.complaint o, lateral (
          select (k->>'dueAt')::timestamptz as due, (k->>'yellowAt')::timestamptz as yellow, k->>'pausedAt' is null as running
          from jsonb_array_elements(o.clocks) k
          where k->>'endedAt' is null and k->>'kind' not in ('sign', 'suspension')) deadline
        where o.status not in ('closed', 'archived')
        group by o.id) next
      where c.id = next.id
    `);
  }

  /** The next act of a case draws them as the build then knows. */
  async down(): Promise<void> {}
}
