-- Mail that was sent to be imported, until a job has read it: in pieces, each sealed with the organization's content key.

create table mail_upload (
  organization_id uuid not null,
  id uuid not null,
  -- Null while it is being sent; then the whole of it.
  size_bytes bigint,
  -- The job that reads it; when that has ended, or none was asked for in time, the upload is destroyed.
  job_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
call beep_protect('mail_upload', 'select, insert, update, delete');

create table mail_upload_piece (
  organization_id uuid not null,
  upload_id uuid not null,
  number integer not null,
  cipher bytea not null,
  primary key (organization_id, upload_id, number),
  foreign key (organization_id, upload_id) references mail_upload (organization_id, id)
);
call beep_protect('mail_upload_piece', 'select, insert, delete');
