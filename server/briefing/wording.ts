const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** "2026-02-10" → "February 10, 2026", "2026-06" → "June 2026", "2027" → "2027"; anything else as it stands. */
export function formatDate(iso: string): string {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso);
  const month = match?.[2] ? months[Number(match[2]) - 1] : undefined;
  if (!match) return iso;
  if (!month) return match[1] ?? iso;
  return match[3] ? `${month} ${Number(match[3])}, ${match[1]}` : `${month} ${match[1]}`;
}

/** "2026-02-10" → "Tuesday, February 10, 2026". */
export function formatDay(iso: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return formatDate(iso);
  return `${weekdays[new Date(`${iso}T00:00:00Z`).getUTCDay()]}, ${formatDate(iso)}`;
}

/** "14:00" → "2:00 pm"; anything else as it stands. */
export function formatTime(time: string): string {
  const match = /^(\d{1,2}):(\d\d)/.exec(time);
  if (!match) return time;
  const hour = Number(match[1]);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${match[2]} ${hour < 12 ? "am" : "pm"}`;
}

/** "186000" → "$186,000"; "$1.9M" and "$5,400 a month" as they stand. */
export function formatAmount(value: string): string {
  if (!/^\d[\d,]*(?:\.\d+)?$/.test(value)) return value;
  const number = Number(value.replaceAll(",", ""));
  return `$${number.toLocaleString("en-US", { maximumFractionDigits: 2 })}`;
}

/** "A", "A and B", "A, B and C". */
export function listNames(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export const possessive = (name: string): string => (/s$/i.test(name) ? `${name}’` : `${name}’s`);
export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** Words as a quotation: one line, inner double quotes made single, so that “…” always bounds reported speech. */
export function quote(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return `“${line.replace(/["“]([^"“”]*)["”]/g, "‘$1’").replace(/["“”]/g, "’")}”`;
}

const accountTypes: Readonly<Record<string, string>> = {
  traditional_ira: "Traditional IRA",
  roth_ira: "Roth IRA",
  sep_ira: "SEP IRA",
  inherited_ira: "Inherited IRA",
  rollover_ira: "Rollover IRA",
  brokerage: "Brokerage account",
  joint_brokerage: "Joint brokerage account",
  trust: "Trust account",
  "401k": "401(k)",
  "403b": "403(b)",
  "529": "529 plan",
  hsa: "HSA",
  daf: "Donor-advised fund",
  annuity: "Annuity",
  checking: "Checking account",
  savings: "Savings account",
  credit_line: "Credit line",
};
export const accountTypeLabel = (type: string): string | null => accountTypes[type] ?? null;

const eventTypes: Readonly<Record<string, string>> = {
  marriage: "marriage",
  divorce: "divorce",
  birth: "birth",
  death: "death",
  graduation: "graduation",
  retirement: "retirement",
  inheritance: "inheritance",
  new_job: "new job",
  home_purchase: "home purchase",
  home_sale: "home sale",
  business_sale: "business sale",
  illness: "illness",
  relocation: "move",
};
export const eventTypeLabel = (type: string): string | null => eventTypes[type] ?? null;

/** Says when a person of the firm has checked a fact, after it. */
export const confirmedMark = ({ status }: { readonly status: string | null }): string =>
  status === "confirmed" ? " (confirmed by the firm)" : "";
