import { sql } from "kysely";
import { z } from "zod";
import type { Output } from "../../contract/catalogue.ts";
import { type Role, roles } from "../../contract/operation.ts";
import { addMember } from "../../server/accounts/organizations.ts";
import { withIdentity, withOrganization } from "../../server/db/with-organization.ts";
import { enqueue, schedule } from "../../server/jobs/enqueue.ts";
import { type Browser, openBrowser } from "../build/browser.ts";
import { type Firm, firmOf, importFirm, larkfieldPath } from "../build/firm.ts";
import { peopleOf, type TestPerson } from "../build/people.ts";
import { startTestServer } from "../build/test-server.ts";
import type { Asked } from "./access-table.ts";

export type ByRole<T> = Readonly<Record<Role, T>>;

/** A server with the firm `access`, whose mail is asked about, and the firm `elsewhere`; and everybody who may come and ask. */
export type Scene = {
  readonly url: string;
  readonly asked: Asked;
  /** What an answer holds when it tells of the mail asked about; and when it tells of the firm. */
  readonly traces: { readonly mail: readonly string[]; readonly firm: readonly string[] };
  readonly members: ByRole<TestPerson>;
  /** Members of the same firm whom the mailbox asked about is not for. */
  readonly outsiders: ByRole<TestPerson>;
  readonly strangers: ByRole<TestPerson>;
  /** No member any more, but signed in. */
  readonly removed: TestPerson;
  /** Browsers whose session has expired, and in which somebody signed out. */
  readonly ended: readonly Browser[];
  readonly keys: Readonly<Record<Exclude<Role, "owner">, string>>;
  readonly deadKeys: readonly string[];
  /** Makes the member who leaves a member again. */
  readonly bringBackLeaver: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A client's name at an address that nobody wrote to: a question for the review queue. */
const namesakePath = new URL("namesake.eml", import.meta.url).pathname;

export const openScene = async (): Promise<Scene> => {
  const server = await startTestServer();
  const { app, db, url } = server;
  const firm = await importFirm(app, "access", [larkfieldPath, namesakePath]);
  const { id: organizationId } = await firm.call("Organization.Get", {});
  const elsewhere = await firmOf(app, "elsewhere").call("Organization.Create", { slug: "elsewhere" });
  const enrol = peopleOf(app, url, organizationId);
  const members = await forEachRole((role) => enrol(`${role}@access.example`, role));
  const outsiders = await forEachRole((role) => enrol(`outside-${role}@access.example`, role));
  const enrolElsewhere = peopleOf(app, url, elsewhere.id);
  const strangers = await forEachRole((role) => enrolElsewhere(`${role}@elsewhere.example`, role));
  const [removed, gone, expired, spare, leaver] = [
    await enrol("removed@access.example", "owner"),
    await enrol("gone@access.example", "owner"),
    await enrol("expired@access.example", "owner"),
    await enrol("spare@access.example", "viewer"),
    await enrol("leaver@access.example", "viewer"),
  ];
  await firm.call("Organization.RemoveMember", { userId: removed.userId });
  const signedOut = copyOf(url, gone.browser);
  await gone.browser.post("/api/auth/sign-out", {});
  await withIdentity(db, (tx) =>
    tx
      .updateTable("session")
      .set({ expiresAt: sql<Date>`now() - interval '1 second'` })
      .where("userId", "=", expired.userId)
      .execute(),
  );

  const keys = {
    admin: await makeKey(firm, "admin"),
    advisor: await makeKey(firm, "advisor"),
    viewer: await makeKey(firm, "viewer"),
    compliance: await makeKey(firm, "compliance"),
  };
  const [revokedKey, expiredKey, listedKey] = [
    await makeKey(firm, "admin"),
    await makeKey(firm, "admin"),
    await makeKey(firm, "viewer"),
  ];
  await firm.call("ApiKeys.Revoke", { apiKeyId: revokedKey.apiKeyId });
  await withIdentity(db, (tx) =>
    tx.updateTable("apiKey").set({ expiresAt: sql<Date>`now()` }).where("id", "=", expiredKey.apiKeyId).execute(),
  );

  const { invitationId } = await firm.call("Organization.Invite", { email: "invited@access.example", role: "viewer" });
  const { asked, graph } = await askAbout(firm, {
    memberId: spare.userId,
    readerIds: Object.values(members).map(({ userId }) => userId),
    leaverId: leaver.userId,
    invitationId,
    apiKeyId: listedKey.apiKeyId,
  });
  await withOrganization(db, { organizationId, mailboxIds: [], userId: null }, async (tx) => {
    const mailbox = { organization_id: organizationId, mailbox_id: asked.mailboxId };
    await tx
      .updateTable("mailbox")
      .set({ audience: "members" })
      .where("organization_id", "=", organizationId)
      .where("id", "=", asked.mailboxId)
      .execute();
    await tx
      .insertInto("mailbox_member")
      .values(Object.values(members).map(({ userId }) => ({ ...mailbox, user_id: userId })))
      .execute();
  });

  return {
    url,
    asked,
    traces: {
      mail: [
        ...graph.documents.map(({ id }) => id),
        ...graph.entities.map(({ id }) => id),
        asked.mailboxId,
        asked.briefingId,
        asked.flagId,
        asked.jobId,
        "Thompson",
      ],
      firm: ["access.example", organizationId, ...Object.values(members).map(({ userId }) => userId)],
    },
    members,
    outsiders,
    strangers,
    removed,
    ended: [signedOut, expired.browser],
    keys: {
      admin: keys.admin.key,
      advisor: keys.advisor.key,
      viewer: keys.viewer.key,
      compliance: keys.compliance.key,
    },
    deadKeys: [revokedKey.key, expiredKey.key, `${listedKey.key}x`, "wrong"],
    bringBackLeaver: () => withIdentity(db, (tx) => addMember(tx, organizationId, leaver.userId, "viewer")),
    close: server.close,
  };
};

const forEachRole = async <T>(make: (role: Role) => Promise<T>): Promise<ByRole<T>> =>
  Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await make(role)]))) as ByRole<T>;

const makeKey = (firm: Firm, role: Exclude<Role, "owner">) => firm.call("ApiKeys.Create", { name: role, role });

const copyOf = (url: string, browser: Browser): Browser => {
  const copy = openBrowser(url);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
};

/** Things of the mail that a person may decide of. */
const decidable = async (
  firm: Firm,
  graph: Output<"Graph.Export">,
): Promise<Pick<Asked, "correctionId" | "reviewId" | "actionIds" | "attributeId" | "clientId" | "clientWords">> => {
  const ofType = (type: string) => graph.entities.filter((entity) => entity.type === type);
  const [first, second] = ofType("ActionItem");
  const client = ofType("Client").find(({ mentions }) => new Set(mentions.map((m) => m.documentId)).size > 1);
  const [account] = ofType("Account");
  const { correctionId } = await firm.call("Facts.Confirm", { entityId: account?.id ?? "" });
  const clientWords = (client?.mentions ?? []).slice(-1).map(({ text: _, ...words }) => words);
  const attribute = graph.attributeFacts.find((fact) => fact.entityId === account?.id);
  const { reviews } = await firm.call("Reviews.List", {});
  return {
    correctionId,
    reviewId: reviews[0]?.reviewId ?? "",
    actionIds: [first?.id ?? "", second?.id ?? ""],
    attributeId: attribute?.id ?? "",
    clientId: client?.id ?? "",
    clientWords,
  };
};

/** A job about the mail of that mailbox, which no worker is there to do. */
const aJobAbout = async ({ call, context: { app } }: Firm, mailboxId: string): Promise<string> => {
  const { id: organizationId } = await call("Organization.Get", {});
  const actor = { organizationId, mailboxIds: [], userId: null };
  const keys = await app.keysOf(actor);
  const job = { name: "mail.sync", input: z.object({}) } as const;
  return withOrganization(app.db, actor, (tx) => enqueue(tx, keys, job, schedule, { input: {}, mailboxId }));
};

type FirmIds = Pick<Asked, "memberId" | "readerIds" | "leaverId" | "invitationId" | "apiKeyId">;

const askAbout = async (
  firm: Firm,
  firmIds: FirmIds,
): Promise<{ readonly asked: Asked; readonly graph: Output<"Graph.Export"> }> => {
  const ask = "Prepare me for the Thompson meeting on 2026-02-10";
  const briefing = await firm.call("MeetingPrep.Generate", { ask });
  const { threads } = await firm.call("Threads.List", {});
  const { mailboxes } = await firm.call("Mailboxes.List", {});
  const { flags } = await firm.call("Compliance.Flags", {});
  const graph = await firm.call("Graph.Export", {});
  const asked = {
    slug: "access",
    mailboxId: mailboxes[0]?.providerAccountId ?? "",
    documentId: graph.documents[0]?.id ?? "",
    threadId: threads[0]?.threadId ?? "",
    householdId: briefing.subject.entityId,
    briefingId: briefing.id,
    flagId: flags[0]?.flagId ?? "",
    ...(await decidable(firm, graph)),
    jobId: await aJobAbout(firm, mailboxes[0]?.providerAccountId ?? ""),
    ask,
    ...firmIds,
  };
  return { asked, graph };
};
