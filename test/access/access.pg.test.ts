import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue, type OperationName } from "../../contract/catalogue.ts";
import { type Operation, roles, rolesOfNoOrganization } from "../../contract/operation.ts";
import { log } from "../../server/telemetry/log.ts";
import { type Answer, type Browser, bodyOf, openBrowser } from "../build/browser.ts";
import { openScene, type Scene } from "./access-scene.ts";
import { type Asked, accessTable, columns, type Expected, expectedOf, inputsOf, neverByKey } from "./access-table.ts";

const names = Object.keys(catalogue) as OperationName[];
const keyRoles = roles.filter((role) => role !== "owner");

let scene: Scene;
beforeAll(async () => {
  log.setLevel("silent");
  scene = await openScene();
});
afterAll(() => scene.close());

/** A letter for those who may import; the same one, so that importing it again changes nothing. */
const letter =
  "From x Mon Jan  5 14:00:00 2026\nFrom: Odile Fernhill <odile@fernhill.example>\nTo: dana@larkfield.example\nMessage-ID: <1@fernhill.example>\nDate: Mon, 5 Jan 2026 09:00:00 -0500\nSubject: Lunch\n\nThank you for lunch.\n";

/** Asks over HTTP, as a page or a program does; a stream's answer is its last line. */
const ask = async (
  browser: Browser,
  name: OperationName,
  organization: string | undefined,
  asked: Asked = scene.asked,
  key?: string,
): Promise<Answer> => {
  const input = inputsOf(asked)[name];
  const headers = {
    ...(organization === undefined ? {} : { "beep-organization": organization }),
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const { takesBody }: Operation = catalogue[name];
  if (takesBody !== true) return browser.post(`/v1/${name}`, input, headers);
  const query = new URLSearchParams(input as Record<string, string>);
  const response = await browser.send(`/v1/${name}?${query}`, {
    method: "POST",
    body: letter,
    headers: { "content-type": "application/mbox", ...headers },
  });
  return { status: response.status, body: await bodyOf(response) };
};

const codes: Readonly<Record<string, Expected>> = {
  ValidationError: "400",
  AuthenticationRequiredError: "401",
  ForbiddenError: "403",
  NotFoundError: "404",
  SubjectUnknownError: "404",
  ConflictError: "409",
  GoogleScopeExpansionRequiredError: "409",
};

/** What came, in the table's words. An answer is none when it holds nothing of what was asked about. */
const outcomeOf = ({ body }: Answer, traces: readonly string[]): string => {
  const words = JSON.stringify(body);
  const told = traces.filter((trace) => words.includes(trace));
  const error = (body as { readonly error?: { readonly tag: string } }).error;
  if (error === undefined) return told.length > 0 ? "yes" : "none";
  return told.length > 0 ? `an error that names ${told}` : (codes[error.tag] ?? error.tag);
};

const isOfNoOrganization = (name: OperationName) => rolesOfNoOrganization.some((role) => role === catalogue[name].role);

/** The same question about ids that nothing has. */
const withIdsOfNothing = (asked: Asked): Asked =>
  JSON.parse(JSON.stringify(asked).replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, () => randomUUID()));

describe("who is answered what", () => {
  test("every operation has a line, and a line no other name", () => {
    expect(Object.keys(accessTable).sort()).toEqual([...names].sort());
    for (const name of names) expect(Object.keys(expectedOf(name))).toEqual([...columns]);
  });

  test.each(names)("%s", async (name) => {
    const { members, outsiders, strangers, traces, asked } = scene;
    const expected = expectedOf(name);
    for (const role of roles) {
      await scene.bringBackLeaver();
      const isForThem = expected[role] !== "403";
      const own = outcomeOf(await ask(members[role].browser, name, "access"), []);
      expect(own === "none" ? "yes" : own, role).toBe(expected[role]);

      await scene.bringBackLeaver();
      if (role !== "compliance") {
        const hidden = outcomeOf(await ask(outsiders[role].browser, name, "access"), traces.mail);
        expect(hidden, `hidden from ${role}`).toBe(isForThem ? expected.hidden : "403");
      }

      const everything = [...traces.mail, ...traces.firm];
      const other = outcomeOf(await ask(strangers[role].browser, name, "elsewhere"), everything);
      expect(other, `${role} of another`).toBe(isForThem ? expected.other : "403");
      const unknown = outcomeOf(await ask(strangers[role].browser, name, "access"), everything);
      expect(unknown, `${role} of another, here`).toBe(expected.unknown);
      if (expected.other === "404" && isForThem) {
        const imagined = await ask(strangers[role].browser, name, "elsewhere", withIdsOfNothing(asked));
        const real = await ask(strangers[role].browser, name, "elsewhere");
        expect(real, `${role}: theirs and nobody's id`).toEqual(imagined);
      }
    }
  });

  test.each(names.filter((name) => !isOfNoOrganization(name)))("%s, in no organization", async (name) => {
    const { browser } = scene.members.owner;
    const everything = [...scene.traces.mail, ...scene.traces.firm];
    expect(outcomeOf(await ask(browser, name, "nowhere"), everything), "one there is not").toBe("404");
    expect(outcomeOf(await ask(browser, name, undefined), everything), "unsaid").toBe("400");
  });

  test.each(names)("%s, by an API key", async (name) => {
    const { keys, url } = scene;
    const expected = expectedOf(name);
    for (const role of keyRoles) {
      await scene.bringBackLeaver();
      const own = outcomeOf(await ask(openBrowser(url), name, "access", scene.asked, keys[role]), []);
      const may = neverByKey.includes(name) && expected[role] !== "404" ? "403" : expected[role];
      // What is for named members only is for no key, unless it is compliance's, who reads everything.
      const isNotForKeys = expected.hidden === "404" && role !== "compliance" && may !== "403";
      expect(own === "none" ? "yes" : own, role).toBe(isNotForKeys ? "404" : may);
      const elsewhere = await ask(openBrowser(url), name, "elsewhere", scene.asked, keys[role]);
      if (!isOfNoOrganization(name)) expect(outcomeOf(elsewhere, []), `${role}, elsewhere`).toBe("404");
    }
  });

  test.each(names)("%s, by nobody and by whoever is no more", async (name) => {
    const { url, deadKeys, ended, removed, traces } = scene;
    const expected = expectedOf(name);
    const nobodies = [
      await ask(openBrowser(url), name, "access"),
      ...(await Promise.all(deadKeys.map((key) => ask(openBrowser(url), name, "access", scene.asked, key)))),
      ...(await Promise.all(ended.map((browser) => ask(browser, name, "access")))),
    ];
    for (const answer of nobodies) {
      const outcome = outcomeOf(answer, traces.mail);
      expect(outcome === "none" ? "yes" : outcome).toBe(expected.nobody);
    }
    const outcome = outcomeOf(await ask(removed.browser, name, "access"), traces.mail);
    expect(outcome, "removed").toBe(expected.unknown);
  });

  test("what a member may not read is not counted either", async () => {
    const browser = scene.outsiders.admin.browser;
    expect((await ask(browser, "Graph.Export", "access")).body).toMatchObject({ documents: [], entities: [] });
    expect((await ask(browser, "Mailboxes.List", "access")).body).toEqual({ mailboxes: [] });
    expect((await ask(browser, "Households.List", "access")).body).toMatchObject({ households: [] });
    const whole = await browser.call("Graph.Get", { limit: 1 }, "access");
    expect(whole.body).toEqual({ entities: [], relations: [], isTruncated: false, leftOut: [] });
  });
});
