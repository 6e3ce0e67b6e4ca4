import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEventStream } from "../../test/build/event-stream.ts";
import { testOrigin } from "../../test/build/firm.ts";
import { peopleOf, type TestPerson } from "../../test/build/people.ts";
import { makeMailbox, makeOrganization } from "../../test/build/test-database.ts";
import { startTestServer, type TestServer } from "../../test/build/test-server.ts";
import { databaseNow } from "../db/database-now.ts";
import { type Actor, withOrganization } from "../db/with-organization.ts";
import { type Hint, recordHints } from "../hints/record-hints.ts";
import { log } from "../telemetry/log.ts";

let server: TestServer;
let actor: Actor;
let advisor: TestPerson;
let viewer: TestPerson;
let mailboxId: string;

beforeAll(async () => {
  log.setLevel("silent");
  server = await startTestServer();
  const organizationId = await makeOrganization(server.db, "listening");
  mailboxId = await makeMailbox(server.db, organizationId, "ines@listening.example");
  actor = { organizationId, mailboxIds: [mailboxId], userId: null };
  const enrol = peopleOf(server.app, server.url, organizationId);
  advisor = await enrol("advisor@listening.example", "advisor");
  viewer = await enrol("viewer@listening.example", "viewer");
});
afterAll(async () => {
  await server.app.hintFeed.close();
  await server.close();
});

const change = (...hints: readonly Hint[]) =>
  withOrganization(server.db, actor, async (tx) => recordHints(tx, actor.organizationId, await databaseNow(tx), hints));

const listen = (person: TestPerson, url = server.url, headers: Readonly<Record<string, string>> = {}) =>
  openEventStream(person, url, "listening", headers);

const until = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; !holds(); i++) {
    if (i > 200) throw new Error("It did not come to be.");
    await wait(50);
  }
};

const households = (): Hint => ({ operation: "Households.List", id: actor.organizationId });

test("a change is heard as the operation and the id, by every process, and as nothing else", async () => {
  const here = await listen(advisor);
  const there = await listen(advisor, await server.another());
  expect([here.status, here.type]).toEqual([200, "text/event-stream"]);
  await wait(1200);
  await change(households());
  await until(() => here.hints().length > 0 && there.hints().length > 0);
  expect(here.hints()).toEqual([{ operation: "Households.List", id: actor.organizationId }]);
  expect(here.text()).not.toContain("ines");
  here.leave();
  there.leave();
});

test("whoever may not ask is not told: not the role, not the mailbox", async () => {
  const [first, second] = [await listen(advisor), await listen(viewer)];
  await wait(1200);
  const hidden = await makeMailbox(server.db, actor.organizationId, "hidden@listening.example");
  await withOrganization(server.db, actor, (tx) =>
    tx
      .updateTable("mailbox")
      .set({ audience: "members" })
      .where("organization_id", "=", actor.organizationId)
      .where("id", "=", hidden)
      .execute(),
  );
  await change(
    { operation: "Mail.SyncStatus", id: mailboxId, mailboxId },
    { operation: "Mail.SyncStatus", id: hidden, mailboxId: hidden },
    { operation: "Documents.List", id: actor.organizationId },
  );
  const isDocuments = ({ operation }: { readonly operation: string }) => operation === "Documents.List";
  await until(() => first.hints().some(isDocuments) && second.hints().some(isDocuments));
  expect(first.hints()).toContainEqual({ operation: "Mail.SyncStatus", id: mailboxId });
  expect(first.text() + second.text()).not.toContain(hidden);
  expect(second.text()).not.toContain("Mail.SyncStatus");
  first.leave();
  second.leave();
});

test("a member who is removed hears nothing more, and the stream ends", async () => {
  const leaver = await peopleOf(server.app, server.url, actor.organizationId)("leaver@listening.example", "viewer");
  const stream = await listen(leaver);
  await until(() => stream.hints().length > 0);
  const before = stream.hints();
  const owner = await peopleOf(server.app, server.url, actor.organizationId)("owner@listening.example", "owner");
  await owner.browser.call("Organization.RemoveMember", { userId: leaver.userId }, "listening");
  await change(households());
  await until(() => stream.isEnded());
  expect(stream.hints()).toEqual(before);
});

test("another site's page, a stranger and another firm's member are refused as any operation refuses them", async () => {
  const foreign = await listen(advisor, server.url, { "sec-fetch-site": "cross-site" });
  const spoofed = await listen(advisor, server.url, { origin: "https://evil.example" });
  const own = await listen(advisor, server.url, { origin: testOrigin });
  const nobody = await fetch(`${server.url}/v1/events?organization=listening`);
  expect([foreign.status, spoofed.status, own.status, nobody.status]).toEqual([403, 403, 200, 401]);
  own.leave();
  const elsewhere = await makeOrganization(server.db, "elsewhere");
  const stranger = await peopleOf(server.app, server.url, elsewhere)("stranger@elsewhere.example", "owner");
  expect((await listen(stranger)).status).toBe(404);
});

test("what was missed is told from the last event on, and Events.List tells the same", async () => {
  const opened = await listen(viewer);
  await until(() => opened.text().includes("id: "));
  const cursor = /^id: (.*)$/m.exec(opened.text())?.[1] ?? "";
  opened.leave();
  await change({ operation: "Mailboxes.List", id: actor.organizationId });
  const again = await listen(viewer, server.url, { "last-event-id": cursor });
  await until(() => again.hints().some(({ operation }) => operation === "Mailboxes.List"));
  again.leave();
  const { body } = await viewer.browser.call<{ hints: object[] }>("Events.List", { cursor }, "listening");
  expect(body.hints).toContainEqual({ operation: "Mailboxes.List", id: actor.organizationId });
});

test("more than can be named is a reset", async () => {
  const stream = await listen(viewer);
  await wait(1200);
  const many = Array.from({ length: 1001 }, (_, i) => ({
    operation: "Documents.Get" as const,
    id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  }));
  await change(...many);
  await until(() => stream.text().includes("event: reset"));
  stream.leave();
});

test("a server that stops ends the streams it has", async () => {
  const stream = await listen(viewer);
  await server.app.hintFeed.close();
  await until(() => stream.isEnded());
});
