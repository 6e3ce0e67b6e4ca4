import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Output } from "../../contract/catalogue.ts";
import { larkfieldPath } from "../build/firm.ts";
import { type BeepRun, runBeep } from "../build/run-beep.ts";

// What somebody types who has just cloned the repository, and what somebody types who has a mail export.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), "beep-line-"));
const data = join(root, "data");
const ask = "Prepare me for the Thompson meeting on 2026-02-10";
const beep = (...args: readonly string[]) => runBeep([...args, "--data", data]);
const jsonOf = async <T>(running: Promise<BeepRun>): Promise<T> => {
  const run = await running;
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  return JSON.parse(run.stdout) as T;
};

beforeAll(async () => {
  const imported = await beep("import", larkfieldPath, "--org", "my-firm");
  expect(imported.exitCode).toBe(0);
  expect(imported.stderr).toContain("There was no organization my-firm: created it.");
  expect(imported.stdout).toBe(
    "received 20, stored 20 (new 20, changed 0, unchanged 0), excluded 0, failed 0, mailbox elena@larkfield.example\n",
  );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a briefing is printed, a bullet leads to its words by one command, and all of it is proved", async () => {
  const briefing = await jsonOf<Output<"MeetingPrep.Generate">>(
    beep("prep", ask, "--org", "my-firm", "--format", "json"),
  );
  const [bullet] = briefing.sections.flatMap((section) => section.bullets);
  const { evidence } = await jsonOf<Output<"Evidence.List">>(
    beep("evidence", "--org", "my-firm", "--bullet", bullet?.id ?? "", "--format", "json"),
  );
  expect(evidence.map(({ text }) => text)).toEqual(bullet?.citations.map(({ text }) => text));

  const printed = await beep("prep", ask, "--org", "my-firm");
  expect([printed.exitCode, printed.stderr]).toEqual([0, ""]);
  for (const { title } of briefing.sections) expect(printed.stdout).toContain(title);
  expect(printed.stdout).toContain(briefing.disclaimer.text);
  expect(printed.stdout).not.toContain("412-66-7301");

  const verified = await beep("verify", "--org", "my-firm");
  expect([verified.exitCode, verified.stderr]).toEqual([0, ""]);
  expect(verified.stdout).toMatch(
    /received 20 = stored 20 \+ excluded 0 \+ failed 0\nevidence: 20 versions.*all hold\naudit: .*unbroken\n/s,
  );
});

test("an ask that names nobody we know fails and says so", async () => {
  const run = await beep("prep", "Prepare me for the Wolfeschlegel meeting", "--org", "my-firm");
  expect([run.exitCode, run.stdout]).toEqual([1, ""]);
  expect(run.stderr).toMatch(/^beep: /);
});
