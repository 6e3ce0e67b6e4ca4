import type { z } from "zod";
import { apiKeysCreate, apiKeysList, apiKeysRevoke } from "./api-keys.ts";
import { auditList, auditVerify, complianceFlags, complianceReviewFlag } from "./compliance.ts";
import {
  connectionsComplete,
  connectionsLink,
  connectionsList,
  connectionsRelink,
  connectionsUnlink,
  mailboxesActivate,
  mailboxesSetAudience,
} from "./connections.ts";
import {
  actionItemsSetStatus,
  correctionsList,
  correctionsUndo,
  entitiesMerge,
  entitiesSplit,
  factsConfirm,
  factsReject,
  factsRestore,
} from "./corrections.ts";
import { documentsGet, documentsList, threadsGet, threadsList } from "./documents.ts";
import { eventsList } from "./events.ts";
import { evidenceList, evidenceVerify } from "./evidence.ts";
import { extractionRun } from "./extraction.ts";
import { graphExport, graphGet, graphSearch, householdsList, ontologiesList } from "./graph.ts";
import { jobsCancel, jobsGet, jobsList } from "./jobs.ts";
import { mailCompleteness, mailImport, mailRules, mailSync, mailSyncStatus } from "./mail.ts";
import {
  meetingPrepCompare,
  meetingPrepGenerate,
  meetingPrepGet,
  meetingPrepList,
  meetingPrepPdf,
} from "./meeting-prep.ts";
import { meetingsList, preparationGet, preparationSetForAll, preparationSetMine } from "./meetings.ts";
import {
  organizationAcceptInvitation,
  organizationInvite,
  organizationListInvitations,
  organizationListMembers,
  organizationRemoveMember,
  organizationRevokeInvitation,
  organizationSetRole,
} from "./members.ts";
import {
  mailboxesList,
  organizationClose,
  organizationCreate,
  organizationGet,
  organizationList,
  organizationReopen,
} from "./organizations.ts";
import { graphRagQuery } from "./questions.ts";
import { reviewsDecide, reviewsList } from "./reviews.ts";
import { accountsResetPassword, sessionGet, setupComplete, signInOptions } from "./sign-in.ts";
import { entitiesTimeline, graphChanges } from "./timeline.ts";

/** Everything the system can be asked to do. An operation without a handler in server/operations/handlers.ts does not compile. */
export const catalogue = {
  "Setup.Complete": setupComplete,
  "SignIn.Options": signInOptions,
  "Session.Get": sessionGet,
  "Accounts.ResetPassword": accountsResetPassword,
  "Organization.Create": organizationCreate,
  "Organization.Get": organizationGet,
  "Organization.List": organizationList,
  "Organization.Close": organizationClose,
  "Organization.Reopen": organizationReopen,
  "Organization.Invite": organizationInvite,
  "Organization.ListInvitations": organizationListInvitations,
  "Organization.RevokeInvitation": organizationRevokeInvitation,
  "Organization.AcceptInvitation": organizationAcceptInvitation,
  "Organization.ListMembers": organizationListMembers,
  "Organization.SetRole": organizationSetRole,
  "Organization.RemoveMember": organizationRemoveMember,
  "ApiKeys.Create": apiKeysCreate,
  "ApiKeys.List": apiKeysList,
  "ApiKeys.Revoke": apiKeysRevoke,
  "Connections.List": connectionsList,
  "Connections.Link": connectionsLink,
  "Connections.Relink": connectionsRelink,
  "Connections.Complete": connectionsComplete,
  "Connections.Unlink": connectionsUnlink,
  "Mailboxes.List": mailboxesList,
  "Mailboxes.Activate": mailboxesActivate,
  "Mailboxes.SetAudience": mailboxesSetAudience,
  "Mail.Import": mailImport,
  "Mail.Sync": mailSync,
  "Mail.SyncStatus": mailSyncStatus,
  "Mail.Rules": mailRules,
  "Mail.Completeness": mailCompleteness,
  "Documents.List": documentsList,
  "Documents.Get": documentsGet,
  "Threads.List": threadsList,
  "Threads.Get": threadsGet,
  "Households.List": householdsList,
  "Ontologies.List": ontologiesList,
  "Graph.Search": graphSearch,
  "Graph.Get": graphGet,
  "Graph.Changes": graphChanges,
  "Entities.Timeline": entitiesTimeline,
  "Graph.Export": graphExport,
  "GraphRAG.Query": graphRagQuery,
  "Evidence.List": evidenceList,
  "Evidence.Verify": evidenceVerify,
  "Facts.Confirm": factsConfirm,
  "Facts.Reject": factsReject,
  "Facts.Restore": factsRestore,
  "Entities.Merge": entitiesMerge,
  "Entities.Split": entitiesSplit,
  "ActionItems.SetStatus": actionItemsSetStatus,
  "Corrections.List": correctionsList,
  "Corrections.Undo": correctionsUndo,
  "Events.List": eventsList,
  "Extraction.Run": extractionRun,
  "Jobs.Get": jobsGet,
  "Jobs.List": jobsList,
  "Jobs.Cancel": jobsCancel,
  "Reviews.List": reviewsList,
  "Reviews.Decide": reviewsDecide,
  "MeetingPrep.Generate": meetingPrepGenerate,
  "MeetingPrep.Get": meetingPrepGet,
  "MeetingPrep.List": meetingPrepList,
  "MeetingPrep.Compare": meetingPrepCompare,
  "MeetingPrep.Pdf": meetingPrepPdf,
  "Meetings.List": meetingsList,
  "Preparation.Get": preparationGet,
  "Preparation.SetMine": preparationSetMine,
  "Preparation.SetForAll": preparationSetForAll,
  "Compliance.Flags": complianceFlags,
  "Compliance.ReviewFlag": complianceReviewFlag,
  "Audit.List": auditList,
  "Audit.Verify": auditVerify,
} as const;

export type Catalogue = typeof catalogue;
export type OperationName = keyof Catalogue;
/** What a caller sends, what its handler gets, and what comes back. */
export type CallInput<N extends OperationName> = z.input<Catalogue[N]["input"]>;
export type Input<N extends OperationName> = z.output<Catalogue[N]["input"]>;
export type Output<N extends OperationName> = z.output<Catalogue[N]["output"]>;

/** An own property of the catalogue, so that "constructor" is no operation. */
export const isOperationName = (name: string): name is OperationName => Object.hasOwn(catalogue, name);
