import type { CallInput, OperationName } from "../../contract/catalogue.ts";

/**
 * What each operation answers to whom. The first five columns are members of the firm who read its mail, by their only role; then
 * who is nobody (no credential, or a wrong one); `hidden`: an owner and compliance officer, but of mailboxes that do not hold the
 * mail asked about; `other`: the same person in another organization, naming this one's ids; `unknown`: an organization there is not.
 *
 * yes: answered · none: answered, with nothing of that mail · 403 ForbiddenError · 404 NotFoundError or SubjectUnknownError
 * · 401 AuthenticationRequiredError. The audit log is an organization's own: what its people asked stands in it, with the ids they
 * named.
 */
export const accessTable = {
  //                       owner admin advisor viewer compliance | nobody | hidden other unknown
  "Organization.Create": "  yes   yes   yes     yes    yes        | 401    | none   none  none",
  "Organization.Get": "     yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Organization.List": "    yes   yes   yes     yes    yes        | 401    | none   none  none",
  "Mailboxes.List": "       yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Mail.Import": "          yes   yes   yes     403    403        | 401    | none   none  404",
  "Mail.SyncStatus": "      yes   yes   yes     403    yes        | 401    | 404    404   404",
  "Documents.List": "       yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Documents.Get": "        yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Threads.List": "         yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Threads.Get": "          yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Households.List": "      yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Ontologies.List": "      yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Graph.Search": "         yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Graph.Get": "            yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Graph.Export": "         yes   yes   403     403    403        | 401    | none   none  404",
  "Evidence.List": "        yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "Evidence.Verify": "      403   403   403     403    yes        | 401    | none   none  404",
  "Facts.Confirm": "        yes   yes   yes     403    403        | 401    | 404    404   404",
  "Facts.Reject": "         yes   yes   yes     403    403        | 401    | 404    404   404",
  "Facts.Restore": "        yes   yes   yes     403    403        | 401    | 404    404   404",
  "Entities.Merge": "       yes   yes   yes     403    403        | 401    | 404    404   404",
  "Entities.Split": "       yes   yes   yes     403    403        | 401    | 404    404   404",
  "ActionItems.SetStatus": "yes   yes   yes     403    403        | 401    | 404    404   404",
  "Corrections.List": "     yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Corrections.Undo": "     yes   yes   yes     403    403        | 401    | 404    404   404",
  "MeetingPrep.Generate": " yes   yes   yes     403    403        | 401    | 404    404   404",
  "MeetingPrep.Get": "      yes   yes   yes     yes    yes        | 401    | 404    404   404",
  "MeetingPrep.List": "     yes   yes   yes     yes    yes        | 401    | none   none  404",
  "Compliance.Flags": "     403   403   403     403    yes        | 401    | none   none  404",
  "Compliance.ReviewFlag": "403   403   403     403    yes        | 401    | 404    404   404",
  "Audit.List": "           403   403   403     403    yes        | 401    | yes    yes  404",
  "Audit.Verify": "         403   403   403     403    yes        | 401    | yes    none  404",
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
export type Expected = "yes" | "none" | "401" | "403" | "404";

/** The cells of one operation's line. */
export function expectedOf(name: OperationName): Readonly<Record<Column, Expected>> {
  const cells = accessTable[name].split(/[\s|]+/).filter((cell) => cell !== "");
  if (cells.length !== columns.length) throw new Error(`The line of ${name} does not have one cell a column.`);
  return Object.fromEntries(columns.map((column, i) => [column, cells[i]])) as Record<Column, Expected>;
}

/** Ids of the mail that is asked about. */
export type Asked = {
  readonly slug: string;
  readonly mailboxId: string;
  readonly documentId: string;
  readonly threadId: string;
  readonly householdId: string;
  readonly briefingId: string;
  readonly flagId: string;
  readonly correctionId: string;
  /** Two actions, an attribute's value, and a client with words for them in two mails. */
  readonly actionIds: readonly [string, string];
  readonly attributeId: string;
  readonly clientId: string;
  readonly clientWords: CallInput<"Entities.Split">["mentions"];
  readonly ask: string;
  readonly path: string;
  readonly account: string;
};

/** What is asked, by everybody alike. */
export const inputsOf = (asked: Asked): { readonly [N in OperationName]: CallInput<N> } => ({
  "Organization.Create": { slug: asked.slug },
  "Organization.Get": {},
  "Organization.List": {},
  "Mailboxes.List": {},
  "Mail.Import": { paths: [asked.path], account: asked.account },
  "Mail.SyncStatus": { providerAccountId: asked.mailboxId },
  "Documents.List": { providerAccountId: asked.mailboxId },
  "Documents.Get": { documentId: asked.documentId },
  "Threads.List": { householdId: asked.householdId },
  "Threads.Get": { providerAccountId: asked.mailboxId, threadId: asked.threadId },
  "Households.List": {},
  "Ontologies.List": {},
  "Graph.Search": { query: "Thompson" },
  "Graph.Get": { entityId: asked.householdId },
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
  "MeetingPrep.Generate": { ask: asked.ask },
  "MeetingPrep.Get": { id: asked.briefingId },
  "MeetingPrep.List": { subjectEntityId: asked.householdId },
  "Compliance.Flags": {},
  "Compliance.ReviewFlag": { flagId: asked.flagId, decision: "follow_up", note: "Ask the adviser." },
  "Audit.List": {},
  "Audit.Verify": {},
});
