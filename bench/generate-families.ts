import type { AnnotatedPlan } from "./generate-annotated-mailbox.ts";
import { cultures, places } from "./generator-vocabulary.ts";
import { mulberry32 } from "./random.ts";

/** A family as it is, before anybody writes: names, numbers and days that all its mail agrees on. */
export type Family = {
  readonly key: string;
  readonly surname: string;
  readonly head: Writer;
  readonly spouse: string;
  readonly child: string;
  readonly ira: string;
  readonly joint: string;
  readonly place: string;
  readonly amount: string;
  /** A day of a month, and the weekday on which it falls in February 2026. */
  readonly day: number;
  /** A son named for his father, who writes for himself. */
  readonly son: (Writer & { readonly ira: string }) | null;
  readonly style: Style;
  fill(template: string): string;
  /** Which of the family or firm writes or is written to under this line of a header. */
  thingOf(line: string): string;
};
type Writer = { readonly name: string; readonly first: string; readonly from: string };

/** How a family puts a letter together. */
export type Style = { readonly write: (to: string, letter: string, by: string) => string };

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const workdays = [9, 10, 11, 12, 13, 17, 18, 19, 20, 23, 24, 25, 26, 27];

const chatter =
  "It has been a wet month here and the creek is over the lower field again. The dog has taken to sleeping in the hall, and nobody has the heart to move him. ";
const styles: readonly Style[] = [
  { write: (to, letter, by) => `Dear ${to},\n\n${letter}\n\nKind regards,\n${by}\n` },
  { write: (to, letter, by) => `Hi ${to} - hope you're well.\n${letter}\nThanks!!\n${by}\n\nSent from my iPhone\n` },
  { write: (to, letter, by) => `${to},\n\n${chatter}\n\n${letter} ${chatter}\n\nYours,\n${by}\n` },
  { write: (to, letter, by) => `${to},\n\n${letter.replaceAll(". ", ".  ").replaceAll("'", "’")}\n\n${by}\n` },
];

/** In turn: a family of its own; one of the same surname; one whose head has the same whole name; one with a son named for his father. */
const kinds = ["own", "surname", "namesake", "son"] as const;

/** Families of a plan. Each resembling one has last fours that differ in one digit from those of the family before. */
export function families({ families: count, seed }: AnnotatedPlan): readonly Family[] {
  const random = mulberry32(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const made: Family[] = [];
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index % kinds.length] as (typeof kinds)[number];
    const before = kind === "surname" || kind === "namesake" ? made.at(-1) : undefined;
    const culture = cultures.find(({ surnames }) => before && surnames.includes(before.surname)) ?? pick(cultures);
    const surname = before?.surname ?? pick(culture.surnames);
    const others = culture.male.filter((name) => name !== before?.head.first);
    const first = before && kind === "namesake" ? before.head.first : pick(others);
    const domain = `${plain(surname)}${index}.example`;
    const name = `${first} ${surname}`;
    const [spouse, child] = [pick(culture.female), pick(culture.female)];
    const number = (before ? Number(before.ira) : 1000 + Math.floor(random() * 890) * 10) + (before ? 1 : 0);
    const day = pick(workdays);
    const family = {
      key: `f${index + 1}`,
      surname,
      head: { name, first, from: `${name} <${plain(first)}@${domain}>` },
      spouse,
      child: child === spouse ? (culture.female.find((other) => other !== spouse) ?? child) : child,
      ira: String(number),
      joint: String(number).split("").reverse().join(""),
      place: pick(places),
      amount: `$${10 + Math.floor(random() * 900)},000`,
      day,
      son:
        kind === "son"
          ? {
              name: `${name} Jr.`,
              first,
              from: `"${name} Jr." <${plain(first)}.jr@${domain}>`,
              ira: String(number + 1),
            }
          : null,
      style: styles[(index + Math.floor(index / kinds.length)) % styles.length] as Style,
    };
    made.push({ ...family, fill: (template) => fill(family, template), thingOf: (line) => thingOf(family, line) });
  }
  return made;
}

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/ł/gi, "l")
    .replace(/[^a-z]/gi, "")
    .toLowerCase();

const fill = (family: Omit<Family, "fill" | "thingOf">, template: string): string =>
  template
    .replaceAll("{spouse}", family.spouse)
    .replaceAll("{child}", family.child)
    .replaceAll("{ira}", family.ira)
    .replaceAll("{joint}", family.joint)
    .replaceAll("{amount}", family.amount)
    .replaceAll("{place}", family.place)
    .replaceAll("{surname}", family.surname)
    .replaceAll("{weekday}", weekdays[new Date(Date.UTC(2026, 1, family.day)).getUTCDay()] ?? "")
    .replaceAll("{day}th", `${family.day}${ordinal(family.day)}`)
    .replaceAll("{day}", String(family.day));

const ordinal = (day: number): string => (day === 23 ? "rd" : "th");

const thingOf = ({ head, son }: Pick<Family, "head" | "son">, line: string): string =>
  line === head.from ? "head" : line === son?.from ? "son" : "elena";
