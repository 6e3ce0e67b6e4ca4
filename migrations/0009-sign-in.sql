-- How people sign in (tables of better-auth's shape, read and written by it as beep_identity) and what lets them in: invitations,
-- API keys, the setup link. No token that opens something stands here in clear, but for sessions, whose cookie is signed as well.

alter table "user" add column "twoFactorEnabled" boolean not null default false;
alter table "user" add check ("email" = lower("email"));
alter table "organization" add column "closedAt" timestamptz;

-- A row a role: the owner of a small firm is its compliance officer too.
alter table "member" drop constraint "member_organizationId_userId_key";
alter table "member" add unique ("organizationId", "userId", "role");
create index "member_userId" on "member" ("userId");

create table "session" (
  "id" uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references "user" ("id") on delete cascade
);
create index "session_userId" on "session" ("userId");

-- One row a way to sign in: 'credential' with a password's hash, 'google' with Google's subject. Google's tokens are not kept.
create table "account" (
  "id" uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references "user" ("id") on delete cascade,
  "accessToken" text check ("accessToken" is null),
  "refreshToken" text check ("refreshToken" is null),
  "idToken" text check ("idToken" is null),
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("providerId", "accountId")
);
create index "account_userId" on "account" ("userId");

-- What is waited for: an OAuth state, a second factor, a new password. Identifiers are hashed.
create table "verification" (
  "id" uuid primary key default gen_random_uuid(),
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index "verification_identifier" on "verification" ("identifier");

create table "twoFactor" (
  "id" uuid primary key default gen_random_uuid(),
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references "user" ("id") on delete cascade,
  "verified" boolean not null default true,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret" on "twoFactor" ("secret");
create index "twoFactor_userId" on "twoFactor" ("userId");

create table "rateLimit" (
  "id" uuid primary key default gen_random_uuid(),
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);

-- Single use: accepting one sets acceptedAt, once. The link holds the token, of which only the hash is here.
create table "invitation" (
  "id" uuid primary key default gen_random_uuid(),
  "organizationId" uuid not null references "organization" ("id"),
  "email" text not null check ("email" = lower("email")),
  "role" text not null check ("role" in ('owner', 'admin', 'advisor', 'viewer', 'compliance')),
  "tokenHash" text not null unique,
  "inviterId" uuid references "user" ("id") on delete set null,
  "createdAt" timestamptz not null default date_trunc('milliseconds', now()),
  "expiresAt" timestamptz not null,
  "acceptedAt" timestamptz,
  "revokedAt" timestamptz
);
create index "invitation_organizationId" on "invitation" ("organizationId", "createdAt");
create index "invitation_email" on "invitation" ("email");

-- A key of one organization and role. What a member made works while that member could still make it.
create table "apiKey" (
  "id" uuid primary key default gen_random_uuid(),
  "organizationId" uuid not null references "organization" ("id"),
  "name" text not null,
  "role" text not null check ("role" in ('admin', 'advisor', 'viewer', 'compliance')),
  "start" text not null,
  "keyHash" text not null unique,
  "createdBy" uuid references "user" ("id") on delete cascade,
  "createdAt" timestamptz not null default date_trunc('milliseconds', now()),
  "expiresAt" timestamptz not null,
  "lastUsedAt" timestamptz,
  "revokedAt" timestamptz
);
create index "apiKey_organizationId" on "apiKey" ("organizationId", "createdAt");

-- Links that were printed while nobody can sign in yet; all of them go when the first is used.
create table "setupLink" (
  "tokenHash" text primary key,
  "createdAt" timestamptz not null default now(),
  "expiresAt" timestamptz not null
);

-- What signs cookies and seals second factors, wrapped by the master key. The newest version signs.
create table "identitySecret" (
  "version" integer primary key,
  "wrappedKey" bytea not null,
  "wrappedBy" text not null,
  "createdAt" timestamptz not null default now()
);

grant select, insert, update, delete
  on "session", "account", "verification", "twoFactor", "rateLimit", "invitation", "apiKey", "setupLink", "identitySecret"
  to beep_identity;

-- Who, where it is known: a user's id or a key's.
alter table security_event add column actor_id text;
