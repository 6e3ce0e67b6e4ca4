import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { accounts, type LinkingScene, openLinking } from "../../../test/build/linking.ts";
import type { TestPerson } from "../../../test/build/people.ts";
import { answerConsent } from "../../../test/fakes/google/answer-consent.ts";
import { withOrganization } from "../../db/with-organization.ts";
import { log } from "../../telemetry/log.ts";

let scene: LinkingScene;
let dana: TestPerson;
let eve: TestPerson;

beforeAll(async () => {
  log.setLevel("silent");
  scene = await openLinking("consent-faults");
  dana = await scene.enrol("dana@beep.example", "advisor");
  eve = await scene.enrol("eve@beep.example", "advisor");
});
beforeEach(() => scene.google.faults.clear());
afterAll(() => scene.close());

/** Consented to at Google, and not come back yet. */
const consented = async (person: TestPerson, email: string = accounts.dana): Promise<URL> =>
  answerConsent(await scene.begin(person, {}), { email });
const changed = (back: URL, change: (parameters: URLSearchParams) => void): URL => {
  const copy = new URL(back);
  change(copy.searchParams);
  return copy;
};
let links = 0;
const nothingIsLinked = async () => expect(await countLinks()).toBe(links);
const isLinked = async (outcome: Promise<string>) => {
  expect(["linked", "relinked"]).toContain(await outcome);
  expect(await countLinks()).toBe(++links);
};
const scoped = <T>(run: Parameters<typeof withOrganization<T>>[2]) =>
  withOrganization(scene.db, { organizationId: scene.organizationId, mailboxIds: [], userId: null }, run);

const countLinks = () =>
  scoped(async (tx) => {
    const { count } = await tx
      .selectFrom("connection_event")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("organization_id", "=", scene.organizationId)
      .where("kind", "in", ["linked", "relinked"])
      .executeTakeFirstOrThrow();
    return count;
  });

describe("nothing is linked by", () => {
  test("a state that was tampered with, made up, or cut", async () => {
    const back = await consented(dana);
    const state = back.searchParams.get("state") ?? "";
    const flipped = `${state.slice(0, -1)}${state.endsWith("A") ? "B" : "A"}`;
    for (const given of [flipped, `elsewhere${state.slice(state.indexOf("."))}`, state.slice(0, -2), "", "'; drop"]) {
      const outcome = await scene.comeBack(
        dana,
        changed(back, (parameters) => parameters.set("state", given)),
      );
      expect(["consent_unknown", "failed"], given).toContain(outcome);
    }
    await nothingIsLinked();
    // The attempts did not use up the person's own.
    await isLinked(scene.comeBack(dana, back));
  });

  test("somebody who was sent to Google by another person's link", async () => {
    const back = await consented(eve);
    expect(await scene.comeBack(dana, back)).toBe("consent_unknown");
    await nothingIsLinked();
  });

  test("somebody who is not signed in", async () => {
    const back = await consented(dana);
    const answer = await fetch(`${scene.url}${back.pathname}${back.search}`, { redirect: "manual" });
    expect(answer.headers.get("location")).toMatch(/relink=failed&outcome=sign_in_required$/);
    await nothingIsLinked();
  });

  test("somebody who is no member any more, or only a viewer by now", async () => {
    const leaver = await scene.enrol("leaver@beep.example", "advisor");
    const back = await consented(leaver);
    await scene.firm.call("Organization.SetRole", { userId: leaver.userId, roles: ["viewer"] });
    expect(await scene.comeBack(leaver, back)).toBe("failed");
    await scene.firm.call("Organization.RemoveMember", { userId: leaver.userId });
    expect(await scene.comeBack(leaver, back)).toBe("failed");
    await nothingIsLinked();
  });

  test("a consent that was refused, or that Google says failed", async () => {
    const refused = await scene.finish(dana, await scene.begin(dana, {}), { email: accounts.dana, decision: "deny" });
    expect(refused).toBe("denied");
    const failed = changed(await consented(dana), (parameters) => {
      parameters.delete("code");
      parameters.set("error", "server_error");
    });
    expect(await scene.comeBack(dana, failed)).toBe("consent_failed");
    await nothingIsLinked();
  });

  test("a code that Google does not take, or that was given for another consent", async () => {
    const [mine, hers] = [await consented(dana), await consented(eve, accounts.paula)];
    const madeUp = changed(mine, (parameters) => parameters.set("code", "a-code-of-nobody"));
    expect(await scene.comeBack(dana, madeUp)).toBe("code_refused");
    // Her code with his state: PKCE ties a code to who began.
    const again = await consented(dana);
    const stolen = changed(again, (parameters) => parameters.set("code", hers.searchParams.get("code") ?? ""));
    expect(await scene.comeBack(dana, stolen)).toBe("code_refused");
    await nothingIsLinked();
  });

  test("a consent that took too long", async () => {
    const back = await consented(dana);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * 60_000 });
    const outcome = await scene.comeBack(dana, back).finally(() => vi.useRealTimers());
    expect(outcome).toBe("consent_unknown");
    await nothingIsLinked();
  });

  test("an account whose address Google has not verified", async () => {
    expect(await scene.link(dana, accounts.unverified)).toBe("address_unverified");
    await nothingIsLinked();
  });

  test.each(["internal_500", "html_200", "html_502", "cut", "lost", "hang"] as const)(
    "Google answering %s, at any of its doors; linking it afterwards works",
    async (fault) => {
      for (const path of [/^\/token$/, /^\/tokeninfo$/]) {
        scene.google.faults.script({ path, fault });
        expect(await scene.link(dana, accounts.dana), String(path)).toBe("google_unavailable");
        await nothingIsLinked();
      }
      await isLinked(scene.link(dana, accounts.dana));
    },
  );
});

test("coming back twice links once: a replayed answer of Google's is refused", async () => {
  const before = await countLinks();
  const back = await consented(dana);
  const outcomes = await Promise.all([scene.comeBack(dana, back), scene.comeBack(dana, back)]);
  expect(outcomes.sort()).toEqual(["consent_unknown", "relinked"]);
  expect(await scene.comeBack(dana, back)).toBe("consent_unknown");
  expect(await countLinks()).toBe(before + 1);
});

test("two consents for one account that end at once make one mailbox", async () => {
  const [first, second] = [await consented(dana, accounts.paula), await consented(eve, accounts.paula)];
  const outcomes = await Promise.all([scene.comeBack(dana, first), scene.comeBack(eve, second)]);
  expect(outcomes.sort()).toEqual(["linked", "relinked"]);
  const { connections } = await scene.firm.call("Connections.List", {});
  expect(connections.filter(({ address }) => address === accounts.paula)).toHaveLength(1);
});

test("an address that was given to somebody new does not open the old mail", async () => {
  await scene.link(dana, accounts.office);
  const { providerAccountId } = await scene.connectionOf(accounts.office);
  await scoped((tx) =>
    tx
      .updateTable("mailbox")
      .set({ google_sub: "100000000000000000001" })
      .where("organization_id", "=", scene.organizationId)
      .where("id", "=", providerAccountId)
      .execute(),
  );
  expect(await scene.link(eve, accounts.office)).toBe("address_of_another_account");
  const { body } = await eve.browser.call<{ mailboxes: { address: string }[] }>("Mailboxes.List", {}, "consent-faults");
  expect(body.mailboxes.map(({ address }) => address)).not.toContain(accounts.office);
});

test("API keys link nothing", async () => {
  const { key } = await scene.firm.call("ApiKeys.Create", { name: "robot", role: "admin" });
  const answer = await fetch(`${scene.url}/v1/Connections.Link`, {
    method: "POST",
    body: "{}",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
  });
  expect([answer.status, await answer.json()]).toMatchObject([403, { error: { reason: "api_key" } }]);
});

test("what comes back shows a code, and neither an address nor a token", async () => {
  const back = await consented(dana);
  const { status, headers } = await dana.browser.send(`${back.pathname}${back.search}`);
  expect(status).toBe(303);
  expect(headers.get("location")).toMatch(/^\/settings\?settingsTab=connections&outcome=relinked$/);
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});
