-- Briefings that nobody asked for: written the evening before a meeting, for a member who attends it.

alter table briefing add column prepared_for uuid;
-- One a member, subject and day, however often the job runs.
create unique index briefing_prepared on briefing (organization_id, prepared_for, subject_entity_id, meeting_date)
  where prepared_for is not null;

-- A row switches it off: for one member (`scope_id` is their user's id), or for everybody (it is the organization's own id).
create table preparation_off (
  organization_id uuid not null,
  scope_id uuid not null,
  switched_by uuid,
  switched_at timestamptz not null,
  primary key (organization_id, scope_id)
);
call beep_protect('preparation_off', 'select, insert, delete');
