import type { ColumnType, Generated, GeneratedAlways } from "kysely";

/**
 * Row types, column for column as in migrations/ (no renaming). `uuid`, `text` and `date` are strings (a date is "YYYY-MM-DD"),
 * `timestamptz` is a Date, `bigint` and `count(*)` are numbers, `bytea` is a Buffer, `jsonb` is parsed when read and given as
 * `JSON.stringify(...)` when written.
 */
export type Tables = TenantTables & IdentityTables & OperatorTables;

/** Tables under row-level security; reached by withOrganization only. */
export type TenantTables = {
  mailbox: MailboxTable;
  mailbox_member: MailboxMemberTable;
  connection: ConnectionTable;
  connection_event: ConnectionEventTable;
  google_consent: GoogleConsentTable;
  organization_key: OrganizationKeyTable;
  document: DocumentTable;
  document_version: DocumentVersionTable;
  document_source: DocumentSourceTable;
  extraction: ExtractionTable;
  compliance_flag: ComplianceFlagTable;
  flag_review: FlagReviewTable;
  mail_ledger: MailLedgerTable;
  mail_sync: MailSyncTable;
  gmail_message: GmailMessageTable;
  mail_rules: MailRulesTable;
  resolution_key: ResolutionKeyTable;
  directory_observation: DirectoryObservationTable;
  directory_entry: DirectoryEntryTable;
  directory_name: DirectoryNameTable;
  entity: EntityTable;
  entity_name: EntityNameTable;
  mention: MentionTable;
  relation: RelationTable;
  relation_evidence: RelationEvidenceTable;
  attribute_fact: AttributeFactTable;
  attribute_evidence: AttributeEvidenceTable;
  correction: CorrectionTable;
  correction_document: CorrectionDocumentTable;
  review_candidate: ReviewCandidateTable;
  redirect: RedirectTable;
  search_entry: SearchEntryTable;
  briefing: BriefingTable;
  briefing_bullet: BriefingBulletTable;
  briefing_citation: BriefingCitationTable;
  preparation_off: PreparationOffTable;
  audit_event: AuditEventTable;
  audit_seal: AuditSealTable;
  audit_question: AuditQuestionTable;
  outbox: OutboxTable;
  job_run: JobRunTable;
  mail_upload: MailUploadTable;
  change_hint: ChangeHintTable;
  mail_upload_piece: MailUploadPieceTable;
};

/** Users, organizations and members; reached by withIdentity only. */
export type IdentityTables = {
  organization: OrganizationTable;
  user: UserTable;
  member: MemberTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  twoFactor: TwoFactorTable;
  rateLimit: RateLimitTable;
  invitation: InvitationTable;
  apiKey: ApiKeyTable;
  setupLink: SetupLinkTable;
  identitySecret: IdentitySecretTable;
};

/** What waits to be passed to the queue, of every organization; reached by withQueue only. */
export type QueueTables = {
  outbox: OutboxTable;
};

/** Written where no organization is known; reached through the handle itself. */
type OperatorTables = {
  security_event: SecurityEventTable;
};

/** A jsonb column: parsed when read, a JSON string when written. */
type Json<T> = ColumnType<T, string, string>;

type OrganizationTable = {
  id: Generated<string>;
  name: string;
  slug: string;
  logo: string | null;
  metadata: string | null;
  createdAt: Generated<Date>;
  closedAt: Date | null;
};

type UserTable = {
  id: Generated<string>;
  name: string;
  email: string;
  emailVerified: Generated<boolean>;
  image: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
  twoFactorEnabled: Generated<boolean>;
};

type MemberTable = {
  id: Generated<string>;
  organizationId: string;
  userId: string;
  role: "owner" | "admin" | "advisor" | "viewer" | "compliance";
  createdAt: Generated<Date>;
};

type SessionTable = {
  id: Generated<string>;
  expiresAt: Date;
  token: string;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
};

type AccountTable = {
  id: Generated<string>;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: null;
  refreshToken: null;
  idToken: null;
  accessTokenExpiresAt: Date | null;
  refreshTokenExpiresAt: Date | null;
  scope: string | null;
  password: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
};

type VerificationTable = {
  id: Generated<string>;
  identifier: string;
  value: string;
  expiresAt: Date;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
};

type TwoFactorTable = {
  id: Generated<string>;
  secret: string;
  backupCodes: string;
  userId: string;
  verified: Generated<boolean>;
  failedVerificationCount: Generated<number>;
  lockedUntil: Date | null;
};

type RateLimitTable = {
  id: Generated<string>;
  key: string;
  count: number;
  lastRequest: number;
};

type InvitationTable = {
  id: Generated<string>;
  organizationId: string;
  email: string;
  role: "owner" | "admin" | "advisor" | "viewer" | "compliance";
  tokenHash: string;
  inviterId: string | null;
  createdAt: Generated<Date>;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

type ApiKeyTable = {
  id: Generated<string>;
  organizationId: string;
  name: string;
  role: "admin" | "advisor" | "viewer" | "compliance";
  start: string;
  keyHash: string;
  createdBy: string | null;
  createdAt: Generated<Date>;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

type SetupLinkTable = {
  tokenHash: string;
  createdAt: Generated<Date>;
  expiresAt: Date;
};

type IdentitySecretTable = {
  version: number;
  wrappedKey: Buffer;
  wrappedBy: string;
  createdAt: Generated<Date>;
};

type MailboxTable = {
  organization_id: string;
  id: string;
  address: string;
  google_sub: string | null;
  label: string;
  audience: "firm" | "members";
  is_active: Generated<boolean>;
  created_at: Date;
};

type MailboxMemberTable = {
  organization_id: string;
  mailbox_id: string;
  user_id: string;
};

type ConnectionTable = {
  organization_id: string;
  mailbox_id: string;
  state: "active" | "missing_scopes" | "needs_relink" | "revoked";
  granted_scopes: string[];
  checked_at: Date;
  linked_by: string | null;
  linked_at: Date;
  refresh_token_cipher: Buffer | null;
  access_token_cipher: Buffer | null;
  access_expires_at: Date | null;
  revoke_token_cipher: Buffer | null;
};

type ConnectionEventTable = {
  organization_id: string;
  id: string;
  mailbox_id: string;
  at: Date;
  kind: "linked" | "relinked" | "unlinked" | "scopes_changed" | "refused_by_google" | "taken_back_at_google";
  actor_id: string | null;
  scopes: string[];
};

type GoogleConsentTable = {
  organization_id: string;
  state_hash: string;
  caller_id: string;
  mailbox_id: string | null;
  expected_address: string | null;
  verifier_cipher: Buffer;
  expires_at: Date;
};

type OrganizationKeyTable = {
  organization_id: string;
  purpose: "content" | "source_hash";
  version: number;
  wrapped_key: Buffer;
  wrapped_by: string;
  created_at: Date;
};

type DocumentTable = {
  organization_id: string;
  id: string;
  message_id: string;
  source_hash: string;
  state: "present" | "removed" | "destroyed";
  current_version_id: string;
  sent_at: Date | null;
  local_date: string | null;
  sort_key: string;
  ingest_seq: GeneratedAlways<number>;
  mailbox_ids: string[];
  wrapped_key: Buffer | null;
  key_version: number;
  block_id: string | null;
  needs_resolving: Generated<boolean>;
  learned_at: Date;
};

type DocumentVersionTable = {
  organization_id: string;
  id: string;
  document_id: string;
  version_number: number;
  source_hash: string;
  canonicaliser_version: string;
  content_cipher: Buffer;
  content_chars: number;
  raw_cipher: Buffer;
  raw_bytes: number;
  attachments: Json<unknown>;
  mailbox_ids: string[];
  created_at: Date;
};

type DocumentSourceTable = {
  organization_id: string;
  mailbox_id: string;
  source_type: "file" | "gmail";
  source_id: string;
  document_id: string;
  source_hash: string;
  source_thread_id: string;
  state: "present" | "removed";
  labels: string[];
  first_seen_at: Date;
};

type ExtractionTable = {
  organization_id: string;
  id: string;
  document_id: string;
  document_version_id: string;
  ontology_id: string;
  engine: string;
  engine_version: string;
  zoner_version: string;
  envelope: Json<unknown>;
  zones: Json<unknown>;
  reading: Json<unknown>;
  mailbox_ids: string[];
  created_at: Date;
};

type ComplianceFlagTable = {
  organization_id: string;
  id: string;
  document_id: string;
  document_version_id: string;
  extraction_id: string;
  category: string;
  start_char: number;
  end_char: number;
  confidence: number;
  author: string | null;
  mailbox_ids: string[];
};

type FlagReviewTable = {
  organization_id: string;
  id: string;
  document_id: string;
  document_version_id: string;
  category: string;
  start_char: number;
  end_char: number;
  decision: "cleared" | "follow_up" | "escalated";
  note_cipher: Buffer;
  reviewed_by: string | null;
  reviewed_at: Date;
  mailbox_ids: string[];
};

type MailLedgerTable = {
  organization_id: string;
  mailbox_id: string;
  source_type: "file" | "gmail";
  source_id: string;
  outcome: "stored" | "excluded" | "failed";
  reason: string;
  attempts: number;
  document_id: string | null;
  last_at: Date;
  received_on: string | null;
};

type MailSyncTable = {
  organization_id: string;
  mailbox_id: string;
  phase: "idle" | "listing" | "reading" | "following";
  history_id: string | null;
  list_number: number;
  list_mode: "first" | "compare" | "reconcile" | null;
  list_history_id: string | null;
  list_label: string | null;
  list_page_token: string | null;
  list_started_at: Date | null;
  is_list_complete: boolean;
  rules_version: number;
  last_full_comparison_at: Date | null;
  last_success_at: Date | null;
  problem: string | null;
  problem_since: Date | null;
  not_before: Date | null;
  messages_per_second: number | null;
  labels: ColumnType<unknown, string | undefined, string>;
  lease_holder: string | null;
  lease_expires_at: Date | null;
};

type GmailMessageTable = {
  organization_id: string;
  mailbox_id: string;
  gmail_id: string;
  list_number: number;
  is_pending: boolean;
  attempts: number;
  not_before: Date | null;
  listed_labels: string[] | null;
};

type MailRulesTable = {
  organization_id: string;
  mailbox_id: string;
  version: number;
  rules: Json<unknown>;
  changed_by: string | null;
  changed_at: Date;
};

type ResolutionKeyTable = {
  organization_id: string;
  key: string;
  document_id: string;
};

type DirectoryObservationTable = {
  organization_id: string;
  address: string;
  kind: string;
  value: string;
  document_id: string;
};

type DirectoryEntryTable = {
  organization_id: string;
  address: string;
  kind: "firm" | "professional" | "automatic" | "group" | "client" | "unknown";
  is_known: boolean;
  names: string[];
};

type DirectoryNameTable = {
  organization_id: string;
  name: string;
  address: string;
};

type EntityTable = {
  organization_id: string;
  id: string;
  type: string;
  block_id: string | null;
  shared_key: string | null;
  confidence: number;
  status: "confirmed" | "rejected" | null;
  correction_id: string | null;
  joined_by: string[];
  first_sort_key: string;
  mailbox_ids: string[];
};

type EntityNameTable = {
  organization_id: string;
  entity_id: string;
  block_id: string;
  rank: number;
  name: string;
  mailbox_ids: string[];
};

type MentionTable = {
  organization_id: string;
  id: string;
  entity_id: string;
  block_id: string;
  document_id: string;
  document_version_id: string;
  start_char: number;
  end_char: number;
  confidence: number;
  source_id: string;
  mailbox_ids: string[];
};

type RelationTable = {
  organization_id: string;
  id: string;
  block_id: string;
  type: string;
  from_entity_id: string;
  to_entity_id: string;
  confidence: number;
  stated_by: "client" | "third_party" | "firm" | "unverified" | "inferred";
  valid_from: string | null;
  valid_to: string | null;
  learned_at: Date;
  superseded_by: string | null;
  contradicts: string[];
  status: "confirmed" | "rejected" | null;
  correction_id: string | null;
  mailbox_ids: string[];
};

type RelationEvidenceTable = {
  organization_id: string;
  id: string;
  relation_id: string;
  block_id: string;
  position: number;
  document_id: string;
  document_version_id: string;
  start_char: number;
  end_char: number;
  confidence: number;
  source_id: string;
  mailbox_ids: string[];
};

type AttributeFactTable = {
  organization_id: string;
  id: string;
  block_id: string;
  entity_id: string;
  name: string;
  value: string;
  confidence: number;
  stated_by: "client" | "third_party" | "firm" | "unverified" | "inferred";
  valid_from: string | null;
  valid_to: string | null;
  learned_at: Date;
  superseded_by: string | null;
  contradicts: string[];
  status: "confirmed" | "rejected" | null;
  correction_id: string | null;
  mailbox_ids: string[];
};

type AttributeEvidenceTable = {
  organization_id: string;
  id: string;
  attribute_fact_id: string;
  block_id: string;
  position: number;
  document_id: string;
  document_version_id: string;
  start_char: number;
  end_char: number;
  confidence: number;
  source_id: string;
  mailbox_ids: string[];
};

type CorrectionTable = {
  organization_id: string;
  id: string;
  correction: Json<unknown>;
  reason: string;
  decided_by: string;
  decided_at: Date;
  undone_at: Date | null;
  undone_by: string | null;
  subject_id: string | null;
  is_shared: Generated<boolean>;
};

type CorrectionDocumentTable = {
  organization_id: string;
  document_id: string;
  correction_id: string;
  document_version_id: string;
};

type ReviewCandidateTable = {
  organization_id: string;
  id: string;
  block_id: string;
  kind: "pair" | "whose";
  entity_ids: string[];
  chosen_entity_id: string | null;
  document_id: string | null;
  document_version_id: string | null;
  start_char: number | null;
  end_char: number | null;
  reasons: string[];
  likeness: number;
  mailbox_ids: string[];
};

type RedirectTable = {
  organization_id: string;
  from_id: string;
  to_id: string;
  created_at: Date;
};

type SearchEntryTable = {
  organization_id: string;
  kind: "document" | "entity";
  ref_id: string;
  part: string;
  type: string;
  block_id: string | null;
  masked_text: string;
  policy_version: string;
  sort_key: string;
  mailbox_ids: string[];
  words: GeneratedAlways<string | null>;
};

type BriefingTable = {
  organization_id: string;
  id: string;
  ask_cipher: Buffer;
  as_of: string;
  subject_entity_id: string;
  subject_type: string;
  subject_name: string;
  meeting_entity_id: string | null;
  meeting_date: string | null;
  section_titles: Json<unknown>;
  disclaimer: Json<unknown>;
  withheld: Json<unknown>;
  composer: Json<unknown>;
  requested_by: string | null;
  mailbox_ids: string[];
  created_at: Date;
  prepared_for: string | null;
};

type PreparationOffTable = {
  organization_id: string;
  scope_id: string;
  switched_by: string | null;
  switched_at: Date;
};

type BriefingBulletTable = {
  organization_id: string;
  id: string;
  briefing_id: string;
  section: string;
  position: number;
  text: string | null;
  text_hash: string;
  blanked_reason: string | null;
  citations: number;
  mailbox_ids: string[];
};

type BriefingCitationTable = {
  organization_id: string;
  id: string;
  bullet_id: string;
  position: number;
  kind: "mention" | "relation" | "attribute";
  source: Json<unknown>;
  document_id: string;
  document_version_id: string;
  start_char: number;
  end_char: number;
  quote_hash: string;
  mailbox_ids: string[];
};

type AuditEventTable = {
  organization_id: string;
  id: string;
  at: Date;
  xact: Generated<string>;
  actor_id: string;
  actor_role: string;
  operation: string;
  door: string;
  phase: "started" | "finished";
  outcome: "ok" | "denied" | "failed" | "pending";
  error_tag: string | null;
  touched: Json<unknown>;
  question_ref: string | null;
  trace_id: string;
  duration_ms: number | null;
};

type AuditSealTable = {
  organization_id: string;
  sequence_from: number;
  sequence_to: number;
  event_ids: string[];
  merkle_root: string;
  previous_head: string;
  head: string;
  signature: string;
  sealed_at: Date;
};

type AuditQuestionTable = {
  organization_id: string;
  id: string;
  text_cipher: Buffer;
};

type OutboxTable = {
  organization_id: string;
  id: string;
  job: string;
  payload: Json<{ readonly jobId: string }>;
  created_at: Date;
};

type ChangeHintTable = {
  organization_id: string;
  operation: string;
  ref_id: string;
  mailbox_id: string | null;
  changed_at: Date;
};

type MailUploadTable = {
  organization_id: string;
  id: string;
  size_bytes: number | null;
  job_id: string | null;
  created_at: Date;
};

type MailUploadPieceTable = {
  organization_id: string;
  upload_id: string;
  number: number;
  cipher: Buffer;
};

type JobRunTable = {
  organization_id: string;
  id: string;
  job: string;
  run_key: string | null;
  mailbox_id: string | null;
  state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  requested_by: string;
  requested_user_id: string | null;
  requested_at: Date;
  input_cipher: Buffer;
  attempts: number;
  started_at: Date | null;
  finished_at: Date | null;
  pulse_at: Date;
  phase: string | null;
  done: number | null;
  unit: string | null;
  fraction: number | null;
  cancel_requested_at: Date | null;
  error_tag: string | null;
  outcome_cipher: Buffer | null;
};

type SecurityEventTable = {
  id: string;
  at: Date;
  operation: string;
  door: string;
  outcome: string;
  error_tag: string | null;
  trace_id: string;
  actor_id: string | null;
};
