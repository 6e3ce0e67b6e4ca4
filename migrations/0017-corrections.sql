-- Corrections of the graph by people. No release before this one wrote a correction, so no row is moved.

alter table correction drop column document_id;
alter table correction alter column decided_by type text;
alter table correction add column undone_by text;
-- The id it was decided on, as it was then: what is rejected may have no row any more by which to restore it.
alter table correction add column subject_id uuid;
-- About a professional or an institution, which every block that names it shares: read for each of them.
alter table correction add column is_shared boolean not null default false;

-- The documents whose words name what was decided about: one of them is enough to find it again.
create table correction_document (
  organization_id uuid not null,
  document_id uuid not null,
  correction_id uuid not null,
  document_version_id uuid not null,
  primary key (organization_id, document_id, correction_id, document_version_id),
  foreign key (organization_id, document_id) references document (organization_id, id),
  foreign key (organization_id, correction_id) references correction (organization_id, id)
);
create index correction_document_correction on correction_document (organization_id, correction_id);
call beep_protect('correction_document', 'select, insert');

-- The decision behind a status; a status that a person set is an attribute_fact with one. Derived, so without a foreign key.
alter table entity add column correction_id uuid;
alter table relation add column correction_id uuid;
alter table attribute_fact add column correction_id uuid;
