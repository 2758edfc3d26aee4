import { COMPLAINT_COLUMNS } from './complaint.js';
import { CALENDAR_IN_FORCE, policyInForce } from './rules.sql.js';

/** The row, locked, and the version of the calendar in force: all that an act is judged by, in one round trip. */
export const LOCK_CASE_SQL = `
select ${COMPLAINT_COLUMNS}, ${CALENDAR_IN_FORCE} as calendar_version from casebook.complaint c
where c.id = $1 and ($2::text is null or c.jurisdiction = $2) for no key update`;

/**
 * The two statements that write a case. Each is one round trip: what a person waits for is one short transaction, and
 * the number counter's lock is held from its statement to the commit only.
 * $1: the act and the row after it (JSON), $2: the event (JSON), $3: the case's bucket.
 */

/**
 * $4: the version of the calendar that the clocks were counted by. Unless that and the row's policy are the ones in force,
 * nothing is written, the number is null, and the answer says which are. Nor is anything written
 * where a case of a later time has been numbered meanwhile; the counter is locked then, and `underLock` of the next attempt
 * says that its time was taken after that.
 */
export const OPEN_CASE_SQL = `
with given as (select $1::jsonb as j),
in_force as (
  select ${CALENDAR_IN_FORCE} as calendar_version,
    ${policyInForce("(j->>'jurisdiction')", "(j->>'at')::timestamptz")} as policy_version
  from given
),
input as (
  select j from given, in_force
  where policy_version = (j->>'policyVersion')::int and calendar_version is not distinct from $4::text
),
counted as (
  insert into casebook.number_counter as n (jurisdiction, year, last, last_at)
  select j->>'jurisdiction', (j->>'year')::int, 1, (j->>'at')::timestamptz from input
  on conflict (jurisdiction, year) do update set last = n.last + 1, last_at = excluded.last_at
    where n.last_at <= excluded.last_at or (select (j->>'underLock')::boolean from input)
  returning n.jurisdiction, n.year, n.last
),
numbered as (
  select input.j,
    concat_ws('-', j->>'numberPrefix', counted.jurisdiction, counted.year,
      lpad(counted.last::text, greatest(5, length(counted.last::text)), '0')) as number
  from input, counted
),
opened as (
  insert into casebook.complaint (id, number, jurisdiction, status, channel, matter_kinds, accused, anonymous,
    confidential, handler, registered_at, clocks, due_at, yellow_at, policy_version, seq)
  select (j->>'id')::uuid, number, j->>'jurisdiction', j->>'status', j->>'channel', 
    array(select jsonb_array_elements_text(j->'matterKinds')), j->'accused', (j->>'anonymous')::boolean, (j->>'confidential')::boolean, j->>'handler',
    (j->>'registeredAt')::timestamptz, j->'clocks', (j->>'dueAt')::timestamptz, (j->>'yellowAt')::timestamptz,
    (j->>'policyVersion')::int, 1
  from numbered
),
told as (
  insert into casebook.particulars (case_id, name, reporter, phone, phone_given, other_contact, record, claim, suggestions, accused_persons, service_item,
    service_item_name, application_number, search_tokens, folded, name_keys, fold_version)
  select (j->>'id')::uuid, p->>'name', p->'reporter', p->>'phone', p->>'phoneGiven', p->>'otherContact', p->>'record', p->>'claim', p->>'suggestions', p->'accusedPersons',
    p->>'serviceItem', p->>'serviceItemName', p->>'applicationNumber', array(select jsonb_array_elements_text(p->'searchTokens')), p->>'folded',
    array(select jsonb_array_elements_text(p->'nameKeys')), (p->>'foldVersion')::int
  from (select j, j->'particulars' as p from numbered) as given
),
acted as (
  insert into casebook.act (case_id, seq, kind, at, status, actor, role, origin, effect_key, detail, clocks, facts)
  select (j->>'id')::uuid, 1, 'registered', (j->>'at')::timestamptz, j->>'status', j->'source'->>'subject',
    j->'source'->>'role', j->'source'->>'origin', j->'source'->>'effectKey', j->'detail', j->'clocks', j->'facts'
  from numbered
),
evented as (
  insert into casebook.outbox (id, aggregatetype, aggregateid, type, payload, case_id, seq)
  select ($2::jsonb->>'id')::uuid, 'complaint', j->>'id', $2::jsonb->>'type',
    jsonb_set($2::jsonb, '{data,number}', to_jsonb(number)), (j->>'id')::uuid, 1
  from numbered
),
owed as (
  insert into casebook.delivery (target, case_id, seq, bucket)
  select target, (j->>'id')::uuid, 1, $3 from numbered, (values ('temporal'), ('kafka')) as t (target)
)
select number, calendar_version as "calendarVersion", policy_version as "policyVersion",
  exists (select from input) as "ruledRight"
from in_force left join numbered on true`;

/**
 * $4: whether the engine must be told; $5: how long it may wait for that, null for at once. An act that the case's own
 * run, or a signal to it, brought about is known to the run by the activity's answer: it counts as confirmed when nothing
 * before it is still owed. So does an act that files the case, since the engine then has nothing more to learn.
 */
export const RECORD_ACT_SQL = `
with input as (
  select $1::jsonb as j, ($1::jsonb->>'id')::uuid as case_id, ($1::jsonb->>'seq')::int as seq, ($1::jsonb->>'at')::timestamptz as at
),
changed as (
  update casebook.complaint c set
    status = j->>'status', type = j->>'type', handler = j->>'handler', lead_department = j->>'leadDepartment',
    departments = array(select jsonb_array_elements_text(j->'departments')),
    accepted_at = (j->>'acceptedAt')::timestamptz, closed_at = (j->>'closedAt')::timestamptz, clocks = j->'clocks',
    due_at = (j->>'dueAt')::timestamptz, yellow_at = (j->>'yellowAt')::timestamptz, overdue = (j->>'overdue')::boolean,
    merged_into = (j->>'mergedInto')::uuid, policy_version = (j->>'policyVersion')::int, seq = input.seq,
    engine_seq = case when not $4::boolean and (c.engine_seq = input.seq - 1 or j->>'status' = 'archived')
      then input.seq else c.engine_seq end
  from input where c.id = input.case_id
),
acted as (
  insert into casebook.act (case_id, seq, kind, at, status, actor, role, origin, effect_key, detail, clocks, facts)
  select case_id, seq, j->>'kind', at, j->>'status', j->'source'->>'subject', j->'source'->>'role',
    j->'source'->>'origin', j->'source'->>'effectKey', j->'detail', j->'changed', j->'facts'
  from input
),
told as (
  insert into casebook.shared_text (case_id, seq, kind, ref, body)
  select case_id, seq, t->>'kind', (t->>'ref')::uuid, t->>'body' from input, jsonb_array_elements(j->'texts') t
),
evented as (
  insert into casebook.outbox (id, aggregatetype, aggregateid, type, payload, case_id, seq)
  select ($2::jsonb->>'id')::uuid, 'complaint', case_id::text, $2::jsonb->>'type', $2::jsonb, case_id, seq from input
)
insert into casebook.delivery (target, case_id, seq, bucket, deliver_from)
select target, case_id, seq, $3, case when target = 'temporal' then now() + $5::interval end
from input, (values ('temporal'), ('kafka')) as t (target)
where target = 'kafka' or $4::boolean`;
