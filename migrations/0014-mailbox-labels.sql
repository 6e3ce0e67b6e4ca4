-- The labels a mailbox has, by Gmail's id and people's name, as last seen: rules name them.
alter table mail_sync add column labels jsonb not null default '[]';
