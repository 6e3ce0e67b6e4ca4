-- Who may sign in and which firms there are: tables of better-auth's shape (its column names, uuid ids).
-- They are no tenant tables: only beep_identity reads and writes them, and only server/accounts uses that role.

create table "organization" (
  "id" uuid primary key default gen_random_uuid(),
  "name" text not null,
  "slug" text not null unique check ("slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  "logo" text,
  "metadata" text,
  "createdAt" timestamptz not null default now()
);

create table "user" (
  "id" uuid primary key default gen_random_uuid(),
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null default false,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table "member" (
  "id" uuid primary key default gen_random_uuid(),
  "organizationId" uuid not null references "organization" ("id"),
  "userId" uuid not null references "user" ("id"),
  "role" text not null check ("role" in ('owner', 'admin', 'advisor', 'viewer', 'compliance')),
  "createdAt" timestamptz not null default now(),
  unique ("organizationId", "userId")
);

grant select, insert, update, delete on "organization", "user", "member" to beep_identity;
