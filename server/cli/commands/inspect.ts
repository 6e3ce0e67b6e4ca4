import { readFileSync } from "node:fs";
import { maskPersonalData } from "../../compliance/redact/mask.ts";
import { BeepError } from "../../errors.ts";
import type { Reading } from "../../extract/reading.ts";
import type { Span } from "../../lib/span.ts";
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
  const { proveReading } = await import("../../documents/prove-reading.ts");
  const { readParsedMessage } = await import("../../mail/read-parsed-message.ts");
  const parsed = parseMessage(raw);
  if (!parsed.ok) {
    const problem = parsed.reason === "empty" ? "The file is empty." : "The file has none of a message's headers.";
    throw new BeepError("ValidationError", `${problem} An import would count it as failed: ${parsed.reason}.`, {
      issues: [{ path: "", message: parsed.reason }],
    });
  }
  const { message } = parsed;
  const { zones, reading } = readParsedMessage(message);
  return inspectionOf(message, zones, proveReading(message.content, reading));
};

/**
 * The canonical header is no zone of a reader's: it is what stands before the first one. What mentions and claims speak of is
 * told beside each, as its entity will be known by more than this message.
 */
const inspectionOf = (message: ParsedMessage, zones: readonly Zone[], reading: Reading) => {
  const referents = new Map(reading.referents.map((referent) => [referent.id, referent]));
  const named = (id: string) => ({ id, type: referents.get(id)?.type ?? null, name: referents.get(id)?.name ?? null });
  const quoted = (span: Span) => ({ ...span, text: message.content.slice(span.startChar, span.endChar) });
  return {
    content: message.content,
    zones: zones
      .filter((zone) => zone.kind !== "header")
      .map(({ kind, startChar, endChar }) => ({ kind, startChar, endChar })),
    attachments: message.attachments,
    mentions: reading.mentions.map(({ referentId, span, confidence }) => {
      const { id, type, name } = named(referentId);
      return { referentId: id, type, name, ...quoted(span), confidence };
    }),
    claims: reading.claims.map((claim) => {
      const { kind, confidence, author } = claim;
      const said =
        kind === "relation"
          ? { kind, from: named(claim.from), type: claim.type, to: named(claim.to) }
          : { kind, of: named(claim.referentId), name: claim.name, value: claim.value, validFrom: claim.validFrom };
      return { ...said, confidence, author, evidence: claim.evidence.map(quoted) };
    }),
    flags: reading.flags.map(({ category, span, confidence, author }) => ({
      category,
      ...quoted(span),
      confidence,
      author,
    })),
  };
};

type Inspection = ReturnType<typeof inspectionOf>;

/** Zones with their words, then what was found; numbers nobody needs to see are masked. */
const textOf = ({ content, zones, attachments, mentions, claims, flags }: Inspection): string => {
  const shown = maskPersonalData(content).text;
  const nameOf = (thing: { readonly id: string; readonly name: string | null }) => thing.name ?? thing.id;
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
        (mention) => `  ${(mention.type ?? "").padEnd(12)} ${words(mention)} → ${mention.name ?? mention.referentId}`,
      ),
    ),
    ...section(
      "Claims",
      claims.map((claim) => {
        const said =
          claim.kind === "relation"
            ? `${nameOf(claim.from)} ${claim.type} ${nameOf(claim.to)}`
            : `${nameOf(claim.of)} ${claim.name} = ${claim.value}`;
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
