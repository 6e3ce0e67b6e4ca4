import { readFileSync } from "node:fs";
import { maskPersonalData } from "../../compliance/redact/mask.ts";
import { BeepError } from "../../errors.ts";
import type { Reading } from "../../extract/reading.ts";
import type { ParsedMessage, Zone } from "../../mail/message.ts";
import { defineCommand } from "../command.ts";
import { formatOption } from "../options.ts";

export const inspectCommand = defineCommand({
  name: "inspect",
  summary: "Show how one message would be read, with nothing stored. Needs no database.",
  operands: "FILE.eml",
  arity: [1, 1],
  examples: ["beep inspect message.eml", "beep inspect message.eml --format json"],
  options: formatOption,
  async run({ operands: [path = ""], values, terminal }) {
    const inspected = await inspect(readFile(path));
    await terminal.print(values.format === "json" ? `${JSON.stringify(inspected, null, 2)}\n` : textOf(inspected));
  },
});

const readFile = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const problem =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : "it cannot be read";
    throw new BeepError("NotFoundError", `${path}: ${problem}. Name a file that holds one message.`, {
      resource: "file",
    });
  }
};

const inspect = async (raw: Uint8Array): Promise<Inspection> => {
  // Loaded here alone: reading has large vocabularies.
  const { parseMessage } = await import("../../mail/parse-message.ts");
  const { findZones } = await import("../../mail/find-zones.ts");
  const { readMessage } = await import("../../extract/read-message.ts");
  const parsed = parseMessage(raw);
  if (!parsed.ok) {
    const problem = parsed.reason === "empty" ? "The file is empty." : "The file has none of a message's headers.";
    throw new BeepError("ValidationError", `${problem} An import would count it as failed: ${parsed.reason}.`, {
      issues: [{ path: "", message: parsed.reason }],
    });
  }
  const { message } = parsed;
  const zones = findZones(message);
  return inspectionOf(message, zones, readMessage({ message, zones }));
};

/** The shape of contracts.md, 6. The canonical header is no zone of the contract: it is where the first one starts. */
const inspectionOf = (message: ParsedMessage, zones: readonly Zone[], reading: Reading) => ({
  content: message.content,
  zones: zones
    .filter((zone) => zone.kind !== "header")
    .map(({ kind, startChar, endChar, author }) => ({ kind, startChar, endChar, author: author?.address ?? null })),
  attachments: message.attachments,
  mentions: reading.mentions.map(({ id, referentId, span, text, confidence }) => {
    const referent = reading.referents.find((candidate) => candidate.id === referentId);
    return { id, referentId, type: referent?.type ?? null, ...span, text, confidence };
  }),
  claims: reading.claims.map((claim) => ({
    ...claim,
    evidence: claim.evidence.map((span) => ({ ...span, text: message.content.slice(span.startChar, span.endChar) })),
  })),
  flags: reading.flags.map(({ id, category, span, text, confidence, author }) => ({
    id,
    category,
    ...span,
    text,
    confidence,
    author,
  })),
  referents: reading.referents,
});

type Inspection = ReturnType<typeof inspectionOf>;

/** Zones with their words, then what was found; numbers nobody needs to see are masked. */
const textOf = ({ content, zones, attachments, mentions, claims, flags, referents }: Inspection): string => {
  const shown = maskPersonalData(content).text;
  const nameOf = (id: string) => referents.find((referent) => referent.id === id)?.name ?? id;
  const words = ({ startChar, endChar }: { readonly startChar: number; readonly endChar: number }) =>
    shown.slice(startChar, endChar).replace(/\s+/g, " ").trim();
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", title, ...lines]);
  return [
    shown.slice(0, content.indexOf("\n\n")),
    ...section(
      "Zones",
      zones.map(
        (zone) => `  ${zone.kind.padEnd(10)} [${zone.startChar}, ${zone.endChar})  ${words(zone).slice(0, 80)}`,
      ),
    ),
    ...section(
      "Attachments",
      attachments.map(({ name, type, sizeBytes }) => `  ${name ?? "(no name)"}  ${type}  ${sizeBytes} bytes`),
    ),
    ...section(
      "Mentions",
      mentions.map(
        (mention) => `  ${(mention.type ?? "").padEnd(12)} ${words(mention)} → ${nameOf(mention.referentId)}`,
      ),
    ),
    ...section(
      "Claims",
      claims.map((claim) => {
        const said =
          claim.kind === "relation"
            ? `${nameOf(claim.from)} ${claim.type} ${nameOf(claim.to)}`
            : `${nameOf(claim.referentId)} ${claim.name} = ${claim.value}`;
        const [best] = claim.evidence;
        return `  ${said}  «${best === undefined ? "" : words(best)}»`;
      }),
    ),
    ...section(
      "Flags",
      flags.map((flag) => `  ${flag.category.padEnd(22)} ${words(flag)}`),
    ),
    "",
  ].join("\n");
};
