import type { Alignment } from "./align-entities.ts";
import type { Gold } from "./gold.ts";

export type AttributeScores = {
  readonly asked: number;
  readonly right: number;
  /** The same by type and name of the attribute: "ActionItem.status". */
  readonly perName: Readonly<Record<string, { readonly asked: number; readonly right: number }>>;
};

/** Of the found entities' attributes that are annotated, how many have the annotated value. */
export function scoreAttributes(gold: Gold, { foundOf }: Alignment, report: (error: string) => void): AttributeScores {
  const perName: Record<string, { asked: number; right: number }> = {};
  for (const annotated of gold.mailbox.entities) {
    const found = foundOf.get(annotated.id);
    if (!found) continue;
    for (const name of compared) {
      const want = annotated.attributes[name];
      if (!want) continue;
      perName[`${annotated.type}.${name}`] ??= { asked: 0, right: 0 };
      const tally = perName[`${annotated.type}.${name}`] ?? { asked: 0, right: 0 };
      const got = found.attributes[name];
      tally.asked += 1;
      if (isSameValue(name, got, want)) tally.right += 1;
      else report(`attribute ${annotated.type} ${annotated.name}.${name}: want ${want}, got ${got ?? "nothing"}`);
    }
  }
  const tallies = Object.values(perName);
  return {
    asked: tallies.reduce((sum, { asked }) => sum + asked, 0),
    right: tallies.reduce((sum, { right }) => sum + right, 0),
    perName,
  };
}

const compared = [
  "accountType",
  "last4",
  "amount",
  "eventType",
  "date",
  "time",
  "dueDate",
  "status",
  "email",
  "phone",
] as const;

/** Dates and times may be more exact than wanted; amounts and numbers are compared as such. */
export function isSameValue(name: string, got: string | undefined, want: string): boolean {
  switch (name) {
    case "last4":
      return (got ?? "").replace(/\D/g, "") === want.replace(/\D/g, "");
    case "amount":
      return amountOf(got) === amountOf(want);
    case "date":
    case "dueDate":
    case "time":
      return (got ?? "").startsWith(want);
    default:
      return got?.toLowerCase() === want.toLowerCase();
  }
}

function amountOf(text: string | undefined): number | null {
  const [, digits = "", unit = ""] = /([\d,]+(?:\.\d+)?)\s*(k|m|million|thousand)?/i.exec(text ?? "") ?? [];
  if (digits === "") return null;
  const scale = /^(k|t)/i.test(unit) ? 1e3 : /^m/i.test(unit) ? 1e6 : 1;
  return Math.round(Number(digits.replaceAll(",", "")) * scale);
}
