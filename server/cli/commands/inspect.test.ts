import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runBeep } from "../../../test/build/run-beep.ts";

const folder = mkdtempSync(join(tmpdir(), "beep-inspect-"));
const path = join(folder, "one.eml");
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  path,
  `From: Odile Fernhill <odile@fernhill.example>
To: Rufus Bell <rufus@bellwether.example>
Date: Mon, 5 Jan 2026 09:00:00 -0500
Subject: Our account
Content-Type: multipart/mixed; boundary="b"

--b

Hi Rufus,

My SSN is 219-09-9999. Is my Roth IRA ending 4521 guaranteed to return 8%?

${"QUJDREVG".repeat(4000)}

On Sun, Jan 4, 2026 at 9:00 AM Rufus Bell <rufus@bellwether.example> wrote:
> Shall we move it?

--b
Content-Type: application/pdf; name="s.pdf"
Content-Transfer-Encoding: base64

QUJD
--b--
`,
);

test("inspect tells how a message would be read, every quote at its place", async () => {
  const run = await runBeep(["inspect", path, "--format", "json"]);
  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  const inspected = JSON.parse(run.stdout);
  expect(Object.keys(inspected)).toEqual(["content", "zones", "attachments", "mentions", "claims", "flags"]);
  expect(inspected.attachments).toEqual([{ name: "s.pdf", type: "application/pdf", sizeBytes: 3 }]);
  expect(inspected.zones.map(({ kind }: { kind: string }) => kind)).toEqual(["greeting", "own", "quoted"]);
  for (const zone of inspected.zones) expect(Object.keys(zone)).toEqual(["kind", "startChar", "endChar"]);
  expect(inspected.claims.length).toBeGreaterThan(0);
  const quotes = [
    ...inspected.mentions,
    ...inspected.flags,
    ...inspected.claims.flatMap(({ evidence }: { evidence: readonly unknown[] }) => evidence),
  ];
  for (const { startChar, endChar, text } of quotes) expect(inspected.content.slice(startChar, endChar)).toBe(text);
  expect(inspected.mentions.map(({ text }: { text: string }) => text).join()).toContain("4521");
});

test("inspect in words masks what nobody needs to see", async () => {
  const { stdout } = await runBeep(["inspect", path]);
  expect(stdout).toContain("My SSN is •••••••••••");
  expect(stdout).not.toContain("219-09-9999");
});
