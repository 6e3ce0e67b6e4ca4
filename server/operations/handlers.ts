import { beginLink, beginRelink } from "../accounts/connections/begin-consent.ts";
import { completeConsent } from "../accounts/connections/complete-consent.ts";
import { listConnections } from "../accounts/connections/list-connections.ts";
import { unlink } from "../accounts/connections/unlink.ts";
import { getSession } from "../accounts/get-session.ts";
import { acceptInvitation, invite, listInvitations, revokeInvitation } from "../accounts/invitations.ts";
import { listMailboxes } from "../accounts/list-mailboxes.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../accounts/manage-api-keys.ts";
import { activateMailbox, setAudience } from "../accounts/manage-mailbox.ts";
import { listMembers, removeMember, setRoles } from "../accounts/members.ts";
import {
  closeOrganization,
  ensureOrganization,
  getOrganization,
  listOrganizations,
  reopenOrganization,
} from "../accounts/organizations.ts";
import { resetPassword } from "../accounts/reset-password.ts";
import { completeSetup, getSignInOptions } from "../accounts/setup.ts";
import { compareWithEarlier } from "../briefing/compare-with-earlier.ts";
import { generateBriefing } from "../briefing/generate-briefing.ts";
import { getBriefing } from "../briefing/get-briefing.ts";
import { listBriefings } from "../briefing/list-briefings.ts";
import { listChanges } from "../briefing/list-changes.ts";
import { listMeetings } from "../briefing/preparation/list-meetings.ts";
import { getPreparation, setMyPreparation, setPreparationForAll } from "../briefing/preparation/settings.ts";
import { printBriefing } from "../briefing/print-briefing.ts";
import { listAudit } from "../compliance/audit/list-audit.ts";
import { sealSigner } from "../compliance/audit/seal-signature.ts";
import { verifyAudit } from "../compliance/audit/verify-audit.ts";
import { listFlags } from "../compliance/list-flags.ts";
import { reviewFlag } from "../compliance/review-flag.ts";
import { getDocument } from "../documents/get-document.ts";
import { listDocuments } from "../documents/list-documents.ts";
import { getThread, listThreads } from "../documents/threads.ts";
import { listEvidence } from "../evidence/list-evidence.ts";
import { verifyOrganization } from "../evidence/verify-organization.ts";
import { requireGoogle } from "../google/google.ts";
import { decideFact, restoreFact } from "../graph/corrections/decide-fact.ts";
import { listCorrections } from "../graph/corrections/list-corrections.ts";
import { mergeEntities } from "../graph/corrections/merge-entities.ts";
import { setStatus } from "../graph/corrections/set-status.ts";
import { splitEntity } from "../graph/corrections/split-entity.ts";
import { undoCorrection } from "../graph/corrections/undo-correction.ts";
import { exportOrganization } from "../graph/export-organization.ts";
import { getSubgraph } from "../graph/get-subgraph.ts";
import { listHouseholds } from "../graph/list-households.ts";
import { decideReview } from "../graph/reviews/decide-review.ts";
import { listReviews } from "../graph/reviews/list-reviews.ts";
import { getTimeline } from "../graph/timeline/get-timeline.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { getJob } from "../jobs/get-job.ts";
import { startImport } from "../jobs/import-mail.ts";
import { listJobs } from "../jobs/list-jobs.ts";
import { startExtraction } from "../jobs/run-extraction.ts";
import { startSync } from "../jobs/sync-mail.ts";
import { importFiles } from "../mail/import-files.ts";
import { getCompleteness } from "../mail/sync/completeness.ts";
import { judgeRules } from "../mail/sync/judge-rules.ts";
import { getSyncStatus } from "../mail/sync-status.ts";
import { listOntologies } from "../ontology/ontologies.ts";
import { answerQuestion } from "../search/answer-question.ts";
import { searchGraph } from "../search/search-graph.ts";
import type { Application } from "./application.ts";
import type { Caller } from "./caller.ts";
import type { Handlers } from "./handler.ts";
import { listEvents } from "./list-events.ts";

/** The use case behind each operation. Features know nothing of doors: here their signatures meet the catalogue's. */
export const handlers = {
  "Setup.Complete": async ({ app, db }, _person, input) => completeSetup(db, await app.signIn(), input),
  "SignIn.Options": async ({ app, db }) => getSignInOptions(db, await app.signIn()),
  "Session.Get": ({ db }, person) => getSession(db, person),
  "Accounts.ResetPassword": async ({ app, db }, _person, input) => resetPassword(db, await app.signIn(), input),
  "Organization.Create": ({ db }, person, input) => ensureOrganization(db, person, input),
  "Organization.Get": ({ db }, caller) => getOrganization(db, caller.organizationId),
  "Organization.List": ({ db }, person, input) => listOrganizations(db, person, input),
  "Organization.Close": ({ db }, caller, { slug }) => closeOrganization(db, caller.organizationId, slug),
  "Organization.Reopen": ({ db }, _person, { slug }) => reopenOrganization(db, slug),
  "Organization.Invite": async ({ app, db }, caller, input) =>
    invite(db, (await app.signIn()).config.publicUrl, caller, input),
  "Organization.ListInvitations": ({ db }, caller, input) => listInvitations(db, caller.organizationId, input),
  "Organization.RevokeInvitation": ({ db }, caller, { invitationId }) => revokeInvitation(db, caller, invitationId),
  "Organization.AcceptInvitation": async ({ app, db }, person, input) =>
    acceptInvitation(db, await app.signIn(), person, input),
  "Organization.ListMembers": ({ db }, caller, input) => listMembers(db, caller.organizationId, input),
  "Organization.SetRole": ({ db }, caller, input) => setRoles(db, caller, input),
  "Organization.RemoveMember": ({ db }, caller, input) => removeMember(db, caller, input),
  "ApiKeys.Create": ({ db }, caller, input) => createApiKey(db, caller, input),
  "ApiKeys.List": ({ db }, caller, input) => listApiKeys(db, caller.organizationId, input),
  "ApiKeys.Revoke": ({ db }, caller, { apiKeyId }) => revokeApiKey(db, caller, apiKeyId),
  "Connections.List": async ({ app, db, signal }, caller, input) =>
    listConnections({ db, keys: await app.keysOf(caller), google: app.google() }, caller, input, signal),
  "Connections.Link": async ({ app }, caller, input) => beginLink(await linking(app, caller), caller, input),
  "Connections.Relink": async ({ app }, caller, input) => beginRelink(await linking(app, caller), caller, input),
  "Connections.Complete": async ({ app, signal }, caller, input) =>
    completeConsent(await linking(app, caller), caller, input, signal),
  "Connections.Unlink": async ({ app, db, signal }, caller, input) =>
    unlink({ db, keys: await app.keysOf(caller), google: app.google() }, caller, input, signal),
  "Mailboxes.List": ({ tx }, caller, input) => listMailboxes(tx, caller, input),
  "Mailboxes.Activate": ({ tx }, caller, input) => activateMailbox(tx, caller, input),
  "Mailboxes.SetAudience": ({ db }, caller, input) => setAudience(db, caller, input),
  "Mail.Import": ({ app, db, door, body, report, signal }, caller, { paths, ...input }) =>
    body === undefined
      ? importFiles({ db, keysOf: app.keysOf, isLocal: door !== "http", report, signal }, caller, { paths, ...input })
      : startImport({ app, body, signal }, caller, input),
  "Mail.Sync": ({ app, signal }, caller, input) => startSync({ app, signal }, caller, input),
  "Mail.SyncStatus": ({ tx }, caller, input) => getSyncStatus(tx, caller, input),
  "Mail.Rules": ({ tx }, caller, input) => judgeRules(tx, caller, input),
  "Mail.Completeness": ({ tx }, caller, input) => getCompleteness(tx, caller, input),
  "Documents.List": ({ tx, keys }, caller, input) => listDocuments(tx, caller, input, keys),
  "Documents.Get": ({ tx, keys }, caller, input) => getDocument(tx, caller, input, keys),
  "Threads.List": ({ tx, keys }, caller, input) => listThreads(tx, caller, input, keys),
  "Threads.Get": ({ tx, keys }, caller, input) => getThread(tx, caller, input, keys),
  "Households.List": ({ tx }, caller, input) => listHouseholds(tx, caller, input),
  "Ontologies.List": async (_tools, _caller, input) => listOntologies(input),
  "Graph.Search": ({ tx }, caller, input) => searchGraph(tx, caller, input),
  "Graph.Get": ({ tx }, caller, input) => getSubgraph(tx, caller, input),
  "Graph.Changes": ({ tx, keys }, caller, input) => listChanges(tx, caller, input, keys),
  "Entities.Timeline": ({ tx, keys }, caller, input) => getTimeline(tx, caller, input, keys),
  "Graph.Export": ({ tx, keys }, caller, input) => exportOrganization(tx, caller, input, keys),
  "GraphRAG.Query": async ({ app, db }, caller, input) => answerQuestion(db, caller, await app.keysOf(caller), input),
  "Evidence.List": ({ tx, keys }, caller, input) => listEvidence(tx, caller, input, keys),
  "Evidence.Verify": async ({ app, db, report, signal }, caller) =>
    verifyOrganization(
      db,
      caller,
      await app.keysOf(caller),
      (versions) => report({ phase: "verifying", done: versions, unit: "documents", fraction: null }),
      signal,
    ),
  "Facts.Confirm": ({ db, signal }, actor, input) => decideFact({ db, signal, actor }, "confirm", input),
  "Facts.Reject": ({ db, signal }, actor, input) => decideFact({ db, signal, actor }, "reject", input),
  "Facts.Restore": ({ db, signal }, actor, input) => restoreFact({ db, signal, actor }, input),
  "Entities.Merge": ({ db, signal }, actor, input) => mergeEntities({ db, signal, actor }, input),
  "Entities.Split": ({ db, signal }, actor, input) => splitEntity({ db, signal, actor }, input),
  "ActionItems.SetStatus": ({ db, signal }, actor, input) => setStatus({ db, signal, actor }, input),
  "Corrections.List": ({ tx }, caller, input) => listCorrections(tx, caller, input),
  "Corrections.Undo": ({ db, signal }, actor, input) => undoCorrection({ db, signal, actor }, input),
  "Events.List": ({ tx }, caller, input) => listEvents(tx, caller, input),
  "Extraction.Run": ({ tx, keys }, caller, input) => startExtraction(tx, keys, caller, input),
  "Jobs.Get": ({ tx, keys }, caller, input) => getJob(tx, caller, input, keys),
  "Jobs.List": ({ tx }, caller, input) => listJobs(tx, caller, input),
  "Jobs.Cancel": ({ tx }, caller, input) => cancelJob(tx, caller, input),
  "Reviews.List": ({ tx, keys }, caller, input) => listReviews(tx, caller, input, keys),
  "Reviews.Decide": ({ db, signal }, actor, input) => decideReview({ db, signal, actor }, input),
  "MeetingPrep.Generate": async ({ app, db }, caller, input) =>
    generateBriefing(db, caller, await app.keysOf(caller), input),
  "MeetingPrep.Get": ({ tx, keys }, caller, { id }) => getBriefing(tx, caller, keys, id),
  "MeetingPrep.List": ({ tx }, caller, input) => listBriefings(tx, caller, input),
  "MeetingPrep.Compare": ({ tx, keys }, caller, input) => compareWithEarlier(tx, caller, keys, input),
  "MeetingPrep.Pdf": async ({ app, db }, caller, { id }) => printBriefing(db, caller, await app.keysOf(caller), id),
  "Meetings.List": ({ db }, caller, input) => listMeetings(db, caller, input),
  "Preparation.Get": ({ tx }, caller) => getPreparation(tx, caller),
  "Preparation.SetMine": ({ tx }, caller, input) => setMyPreparation(tx, caller, input),
  "Preparation.SetForAll": ({ tx }, caller, input) => setPreparationForAll(tx, caller, input),
  "Compliance.Flags": ({ tx, keys }, caller, input) => listFlags(tx, caller, input, keys),
  "Compliance.ReviewFlag": ({ tx, keys }, caller, input) => reviewFlag(tx, caller, input, keys),
  "Audit.List": ({ tx, keys }, caller, input) => listAudit(tx, caller, input, keys),
  "Audit.Verify": ({ tx, keys }, caller) => verifyAudit(tx, caller.organizationId, sealSigner(keys)),
} satisfies Handlers;

const linking = async (app: Application, caller: Caller) => ({
  db: app.db,
  keys: await app.keysOf(caller),
  google: requireGoogle(app.google()),
});
