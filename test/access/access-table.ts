import type { CallInput, OperationName } from "../../contract/catalogue.ts";

/**
 * What each operation answers to whom. Everything is asked over HTTP, with sessions and API keys, by everybody alike (`inputsOf`).
 *
 * The first five columns: members of the firm by their only role, who read the mail asked about; with an API key of that role the
 * answer is the same, but for what keys never do (`neverByKey`).
 * nobody: no credential, a wrong, an expired and a revoked key, a session that has ended.
 * Then every role that the operation is for (the others get their 403):
 * hidden: members whom the mailbox is not for (for compliance every mailbox is) · other: members of another organization, there,
 * naming this one's ids · unknown: the same, and a removed member whose session lives, in this organization, and all in one there is not.
 *
 * yes: answered · none: answered, with nothing of that mail · 400 ValidationError, for an input that only whoever may is told about
 * · 401 AuthenticationRequiredError · 403 ForbiddenError · 404 NotFoundError or SubjectUnknownError · 409 ConflictError · - nobody is in
 * that place. The audit log is an organization's own: what its people asked stands in it, with the ids they named.
 */
export const accessTable = {
  //                                 owner admin advisor viewer compliance | nobody | hidden other unknown
  "Setup.Complete": "               404   404   404     404    404        | 404    | 404    404   404",
  "SignIn.Options": "               yes   yes   yes     yes    yes        | yes    | none   none  none",
  "Session.Get": "                  yes   yes   yes     yes    yes        | 401    | none   none  none",
  "Accounts.ResetPassword": "       403   403   403     403    403        | 401    | 403    403   403",
  "Organization.Create": "          yes   yes   yes     yes    yes        | 401    | none   409   409",
  "Organization.Get": "             yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Organization.List": "            yes   yes   yes     yes    yes        | 401    | none   none  none",
  "Organization.Close": "           400   403   403     403    403        | 401    | 400    400   404",
  "Organization.Reopen": "          403   403   403     403    403        | 401    | 403    403   403",
  "Organization.Invite": "          yes   yes   403     403    403        | 401    | none   none  404",
  "Organization.ListInvitations": " yes   yes   403     403    403        | 401    | none   none  404",
  "Organization.RevokeInvitation": "yes   yes   403     403    403        | 401    | none   404   404",
  "Organization.AcceptInvitation": "404   404   404     404    404        | 404    | 404    404   404",
  "Organization.ListMembers": "     yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Organization.SetRole": "         yes   yes   403     403    403        | 401    | none   404   404",
  "Organization.RemoveMember": "    yes   yes   403     403    403        | 401    | none   404   404",
  "ApiKeys.Create": "               yes   yes   403     403    403        | 401    | none   none  404",
  "ApiKeys.List": "                 yes   yes   403     403    403        | 401    | none   none  404",
  "ApiKeys.Revoke": "               yes   yes   403     403    403        | 401    | none   404   404",
  "Connections.List": "             yes   yes   yes     403    yes        | 401    | none   none  404",
  "Connections.Link": "             yes   yes   yes     403    403        | 401    | none   none  404",
  "Connections.Relink": "           yes   yes   403     403    403        | 401    | 404    404   404",
  "Connections.Complete": "         409   409   409     403    403        | 401    | 409    409   404",
  "Connections.Unlink": "           409   409   403     403    403        | 401    | 404    404   404",
  "Mailboxes.List": "               yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Mailboxes.Activate": "           409   409   403     403    403        | 401    | 404    404   404",
  "Mailboxes.SetAudience": "        yes   yes   403     403    403        | 401    | 404    404   404",
  "Mail.Import": "                  yes   yes   yes     403    403        | 401    | 404    404   404",
  "Mail.SyncStatus": "              yes   yes   yes     403    yes        | 401    | 404    404   404",
  "Mail.Sync": "                    409   409   409     403    403        | 401    | 404    404   404",
  "Mail.Rules": "                   yes   yes   yes     403    403        | 401    | 404    404   404",
  "Mail.Completeness": "            yes   yes   yes     403    yes        | 401    | 404    404   404",
  "Documents.List": "               yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Documents.Get": "                yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Threads.List": "                 yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Threads.Get": "                  yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Households.List": "              yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Ontologies.List": "              yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Graph.Search": "                 yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Graph.Get": "                    yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Graph.Changes": "                yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Entities.Timeline": "            yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Graph.Export": "                 yes   yes   403     403    403        | 401    | none   none  404",
  "GraphRAG.Query": "               yes   yes   yes     403    yes        | 401    | none   none  404",
  "Evidence.List": "                yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Evidence.Verify": "              403   403   403     403    yes        | 401    | -      none  404",
  "Facts.Confirm": "                yes   yes   yes     403    403        | 401    | 404    404   404",
  "Facts.Reject": "                 yes   yes   yes     403    403        | 401    | 404    404   404",
  "Facts.Restore": "                yes   yes   yes     403    403        | 401    | 404    404   404",
  "Entities.Merge": "               yes   yes   yes     403    403        | 401    | 404    404   404",
  "Entities.Split": "               yes   yes   yes     403    403        | 401    | 404    404   404",
  "ActionItems.SetStatus": "        yes   yes   yes     403    403        | 401    | 404    404   404",
  "Corrections.List": "             yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Corrections.Undo": "             yes   yes   yes     403    403        | 401    | 404    404   404",
  "Events.List": "                  yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Extraction.Run": "               yes   yes   yes     403    403        | 401    | 404    404   404",
  "Reviews.List": "                 yes   yes   yes     403    yes        | 401    | none   none  404",
  "Reviews.Decide": "               yes   yes   yes     403    403        | 401    | 404    404   404",
  "Jobs.Get": "                     yes   yes   yes     403    yes        | 401    | 404    404   404",
  "Jobs.List": "                    yes   yes   yes     403    yes        | 401    | none   none  404",
  "Jobs.Cancel": "                  yes   yes   yes     403    403        | 401    | 404    404   404",
  "MeetingPrep.Generate": "         yes   yes   yes     403    403        | 401    | 404    404   404",
  "MeetingPrep.Get": "              yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "MeetingPrep.List": "             yes   yes   yes     yes    yes        | 401    | none   none  404",
  "MeetingPrep.Compare": "          yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "MeetingPrep.Pdf": "              yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Meetings.List": "                yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Preparation.Get": "              yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Preparation.SetMine": "          yes   yes   yes     403    403        | 401    | none   none  404",
  "Preparation.SetForAll": "        yes   yes   403     403    403        | 401    | none   none  404",
  "Compliance.Flags": "             403   403   403     403    yes        | 401    | -      none  404",
  "Compliance.ReviewFlag": "        403   403   403     403    yes        | 401    | -      404   404",
  "Audit.List": "                   403   403   403     403    yes        | 401    | -      yes   404",
  "Audit.Verify": "                 403   403   403     403    yes        | 401    | -      none  404",
} as const satisfies Record<OperationName, string>;

export const columns = [
  "owner",
  "admin",
  "advisor",
  "viewer",
  "compliance",
  "nobody",
  "hidden",
  "other",
  "unknown",
] as const;
type Column = (typeof columns)[number];
export type Expected = "yes" | "none" | "-" | "400" | "401" | "403" | "404" | "409";

/** The cells of one operation's line. */
export function expectedOf(name: OperationName): Readonly<Record<Column, Expected>> {
  const cells = accessTable[name].split(/[\s|]+/).filter((cell) => cell !== "");
  if (cells.length !== columns.length) throw new Error(`The line of ${name} does not have one cell a column.`);
  return Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Record<Column, Expected>;
}

/** Who may enter, and with what, is for people to say. */
export const neverByKey: readonly OperationName[] = [
  "Organization.Create",
  "Organization.Invite",
  "Organization.RevokeInvitation",
  "Organization.SetRole",
  "Organization.RemoveMember",
  "ApiKeys.Create",
  "ApiKeys.Revoke",
  "Connections.Link",
  "Connections.Relink",
  "Connections.Complete",
  "Connections.Unlink",
  "Mailboxes.Activate",
  "Mailboxes.SetAudience",
  "Preparation.SetMine",
];

/** Ids of the mail, and of the firm, that is asked about. */
export type Asked = {
  readonly slug: string;
  readonly mailboxId: string;
  readonly documentId: string;
  readonly threadId: string;
  readonly householdId: string;
  readonly briefingId: string;
  readonly flagId: string;
  readonly correctionId: string;
  readonly reviewId: string;
  /** Two actions, an attribute's value, and a client with words for them in two mails. */
  readonly actionIds: readonly [string, string];
  readonly attributeId: string;
  readonly clientId: string;
  readonly clientWords: CallInput<"Entities.Split">["mentions"];
  readonly jobId: string;
  readonly ask: string;
  readonly memberId: string;
  /** Whom the mailbox is for. */
  readonly readerIds: readonly string[];
  readonly leaverId: string;
  readonly invitationId: string;
  readonly apiKeyId: string;
};

/** What is asked, by everybody alike. */
export const inputsOf = (asked: Asked): { readonly [N in OperationName]: CallInput<N> } => ({
  "Setup.Complete": {
    token: "a-token-that-no-setup-link-had",
    name: "Somebody",
    email: "somebody@access.example",
    password: "correct horse battery staple",
    organization: { slug: asked.slug },
  },
  "SignIn.Options": {},
  "Session.Get": {},
  "Accounts.ResetPassword": { email: "owner@access.example" },
  "Organization.Create": { slug: asked.slug },
  "Organization.Get": {},
  "Organization.List": {},
  "Organization.Close": { slug: "not-the-slug-of-this-one" },
  "Organization.Reopen": { slug: asked.slug },
  "Organization.Invite": { email: "newcomer@anywhere.example", role: "viewer" },
  "Organization.ListInvitations": {},
  "Organization.RevokeInvitation": { invitationId: asked.invitationId },
  "Organization.AcceptInvitation": {
    token: "a-token-that-no-invitation-had",
    name: "N",
    password: "a long enough one",
  },
  "Organization.ListMembers": {},
  "Organization.SetRole": { userId: asked.memberId, roles: ["viewer"] },
  "Organization.RemoveMember": { userId: asked.leaverId },
  "ApiKeys.Create": { name: "for a test", role: "viewer" },
  "ApiKeys.List": {},
  "ApiKeys.Revoke": { apiKeyId: asked.apiKeyId },
  "Connections.List": {},
  "Connections.Link": {},
  "Connections.Relink": { providerAccountId: asked.mailboxId },
  "Connections.Complete": { state: "a-state-that-nobody-began", code: "a-code" },
  "Connections.Unlink": { providerAccountId: asked.mailboxId },
  "Mailboxes.List": {},
  "Mailboxes.Activate": { providerAccountId: asked.mailboxId, isActive: true },
  "Mailboxes.SetAudience": { providerAccountId: asked.mailboxId, audience: "members", userIds: [...asked.readerIds] },
  "Mail.Import": { providerAccountId: asked.mailboxId },
  "Mail.SyncStatus": { providerAccountId: asked.mailboxId },
  "Mail.Sync": { providerAccountId: asked.mailboxId },
  "Mail.Rules": { providerAccountId: asked.mailboxId },
  "Mail.Completeness": { providerAccountId: asked.mailboxId },
  "Documents.List": { providerAccountId: asked.mailboxId },
  "Documents.Get": { documentId: asked.documentId },
  "Threads.List": { householdId: asked.householdId },
  "Threads.Get": { providerAccountId: asked.mailboxId, threadId: asked.threadId },
  "Households.List": {},
  "Ontologies.List": {},
  "Graph.Search": { query: "Thompson" },
  "GraphRAG.Query": { question: "When is the Thompson review?" },
  "Graph.Get": { entityId: asked.householdId },
  "Graph.Changes": { since: "2020-01-01", householdId: asked.householdId },
  "Entities.Timeline": { entityId: asked.clientId },
  "Graph.Export": {},
  "Evidence.List": { entityId: asked.householdId },
  "Evidence.Verify": {},
  "Facts.Confirm": { attributeId: asked.attributeId },
  "Facts.Reject": { attributeId: asked.attributeId },
  "Facts.Restore": { attributeId: asked.attributeId },
  "Entities.Merge": { entityId: asked.actionIds[0], otherEntityId: asked.actionIds[1], reason: "One task." },
  "Entities.Split": { entityId: asked.clientId, mentions: asked.clientWords, reason: "Another person." },
  "ActionItems.SetStatus": { entityId: asked.actionIds[0], status: "done" },
  "Corrections.List": {},
  "Corrections.Undo": { correctionId: asked.correctionId },
  "Events.List": { cursor: Buffer.from(JSON.stringify([new Date().toISOString()])).toString("base64url") },
  "Extraction.Run": { providerAccountId: asked.mailboxId, ontologyId: "wealth-management/v1" },
  "Reviews.List": {},
  "Reviews.Decide": { reviewId: asked.reviewId, decision: "later" },
  "Jobs.Get": { jobId: asked.jobId },
  "Jobs.List": {},
  "Jobs.Cancel": { jobId: asked.jobId },
  "MeetingPrep.Generate": { ask: asked.ask },
  "MeetingPrep.Get": { id: asked.briefingId },
  "MeetingPrep.List": { subjectEntityId: asked.householdId },
  "MeetingPrep.Compare": { id: asked.briefingId },
  "MeetingPrep.Pdf": { id: asked.briefingId },
  "Meetings.List": { from: "2000-01-01" },
  "Preparation.Get": {},
  "Preparation.SetMine": { isOn: true },
  "Preparation.SetForAll": { isOn: true },
  "Compliance.Flags": {},
  "Compliance.ReviewFlag": { flagId: asked.flagId, decision: "follow_up", note: "Ask the adviser." },
  "Audit.List": {},
  "Audit.Verify": {},
});
