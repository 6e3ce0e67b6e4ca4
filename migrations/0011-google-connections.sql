-- Linked Google accounts: what a person granted for a mailbox, what became of it, and consents that are waited for. Tokens are
-- sealed with the organization's key; the id token is never kept.

create table connection (
  organization_id uuid not null,
  mailbox_id uuid not null,
  -- active: mail can be read. missing_scopes: the account is linked, but reading mail was not granted. needs_relink: Google
  -- refuses the grant. revoked: unlinked here.
  state text not null check (state in ('active', 'missing_scopes', 'needs_relink', 'revoked')),
  -- As Google last said of the token.
  granted_scopes text[] not null,
  checked_at timestamptz not null,
  -- Whose consent is in use; null: whoever runs the server. No foreign key into identity tables.
  linked_by uuid,
  linked_at timestamptz not null,
  refresh_token_cipher bytea,
  access_token_cipher bytea,
  access_expires_at timestamptz,
  -- Of an unlinked account: what Google has yet to take back.
  revoke_token_cipher bytea,
  primary key (organization_id, mailbox_id),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id),
  check ((refresh_token_cipher is not null) = (state = 'active' or state = 'missing_scopes')),
  check ((access_token_cipher is null) = (access_expires_at is null)),
  check (access_token_cipher is null or refresh_token_cipher is not null),
  check (revoke_token_cipher is null or state = 'revoked')
);
call beep_protect('connection', 'select, insert, update');

-- What happened to a connection, for ever.
create table connection_event (
  organization_id uuid not null,
  id uuid not null,
  mailbox_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('linked', 'relinked', 'unlinked', 'scopes_changed', 'refused_by_google', 'taken_back_at_google')),
  -- Null: Beep found it so by itself.
  actor_id text,
  scopes text[] not null,
  primary key (organization_id, id),
  foreign key (organization_id, mailbox_id) references connection (organization_id, mailbox_id)
);
create index connection_event_of on connection_event (organization_id, mailbox_id, at, id);
call beep_protect('connection_event', 'select, insert');

-- A person who was sent to Google and is to come back: once, soon, the same person. Only the hash of the state is here.
create table google_consent (
  organization_id uuid not null,
  state_hash text not null,
  caller_id text not null,
  -- The mailbox that is to be linked; null where any account is welcome, or the one of expected_address.
  mailbox_id uuid,
  expected_address text,
  verifier_cipher bytea not null,
  expires_at timestamptz not null,
  primary key (organization_id, state_hash),
  foreign key (organization_id, mailbox_id) references mailbox (organization_id, id)
);
call beep_protect('google_consent', 'select, insert, delete');
