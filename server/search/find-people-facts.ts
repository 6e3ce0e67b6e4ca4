import type { DraftBullet } from "../briefing/briefing.ts";
import { citeAttribute, citeEntity, citeRelation } from "../briefing/cite.ts";
import type { HouseholdRecord } from "../briefing/household-record.ts";
import { possessive } from "../briefing/wording.ts";
import { kinWordOf } from "../extract/kinship.ts";
import type { ResolvedEntity, ResolvedRelation } from "../graph/resolution.ts";
import { type Finding, toFindings } from "./finding.ts";
import type { Question } from "./understand-question.ts";

/** Who is who: kin, advisers, employers and how to reach them. */
export function findPeopleFacts(record: HouseholdRecord, question: Question): Finding[] {
  const people = record.index.graph.entities.filter(
    (e) =>
      (e.type === "Client" && (record.isOurs(e.id) || record.acquainted.has(e.id))) ||
      (e.type === "Professional" && isNamedInOurWords(record, e)),
  );
  return people.flatMap((person) => [
    ...findKin(record, person, question),
    ...findHome(record, person),
    ...findWork(record, person),
    ...(question.about === "contact" ? findContact(record, person) : []),
  ]);
}

/** Professionals serve many households: one counts where this household's own words speak of them. */
const isNamedInOurWords = (record: HouseholdRecord, person: ResolvedEntity): boolean =>
  record.sentences.some((s) => s.mentions.some((m) => m.entityId === person.id)) ||
  record.index.relationsFrom(person.id, "advises").some((r) => record.isOurs(r.to));

const draft = (text: string, citations: DraftBullet["citations"]): DraftBullet => ({
  section: "summary",
  text,
  citations,
  weight: 0,
});

const kinTypes = {
  spouseOf: { relation: "spouse", words: (a: string, b: string) => `${a} and ${b} are married.` },
  parentOf: { relation: "child", words: (a: string, b: string) => `${b} is a child of ${a}.` },
  childOf: { relation: "child", words: (a: string, b: string) => `${a} is a child of ${b}.` },
  siblingOf: { relation: "sibling", words: (a: string, b: string) => `${a} and ${b} are siblings.` },
} as const;

/** A person's kinships, each told once; with the asked word where the mail itself uses it, without it where the mail uses its opposite. */
function findKin(record: HouseholdRecord, person: ResolvedEntity, question: Question): Finding[] {
  const { index } = record;
  return (Object.keys(kinTypes) as (keyof typeof kinTypes)[]).flatMap((type) =>
    index.relationsFrom(person.id, type).flatMap((r): Finding[] => {
      const isRepeat =
        type !== "parentOf" && type !== "childOf"
          ? r.from > r.to && hasReverse(record, r)
          : type === "childOf" && index.relationsFrom(r.to, "parentOf").some((p) => p.to === r.from);
      if (isRepeat) return [];
      const [a, b] = [index.nameOf(r.from), index.nameOf(r.to)];
      const [older, younger] =
        type === "parentOf" ? [r.from, r.to] : type === "childOf" ? [r.to, r.from] : [null, null];
      if (question.about === "family" && question.kinWord && !fitsKinWord(record, r, question, older, younger))
        return [];
      const text = kinTypes[type].words(a, b);
      // "Who is X" is answered by any kinship of theirs; "X's daughter" by whoever the asked-about person is kin to.
      return [
        ...toFindings(record, person, "family", new Set(["person", "number"] as const), new Set([r.from, r.to]), [
          draft(text, citeRelation(record, r)),
        ]),
        ...toFindings(record, person, "identity", new Set(["person"] as const), new Set([r.from, r.to]), [
          draft(text, citeRelation(record, r)),
        ]),
      ];
    }),
  );
}

const hasReverse = (record: HouseholdRecord, r: ResolvedRelation): boolean =>
  record.index.relationsFrom(r.to, r.type).some((back) => back.to === r.from);

/** Whether a kinship answers the word asked for, from the side of whoever is asked about. */
function fitsKinWord(
  record: HouseholdRecord,
  r: ResolvedRelation,
  { kinWord, people }: Question,
  older: string | null,
  younger: string | null,
): boolean {
  if (kinWord === null) return true;
  if (kinWord === "married" || kinWord === "partner") return r.type === "spouseOf";
  const asked = kinWordOf(kinWord);
  if (!asked) return false;
  const wanted = asked.relation;
  if (wanted === "spouse") return r.type === "spouseOf";
  if (wanted === "sibling") return r.type === "siblingOf" && isOfGender(record, r, asked.gender, "sibling");
  const isNamed = (id: string | null) => id !== null && (people.size === 0 || people.has(id));
  if (wanted === "child") return isNamed(older) && isOfGender(record, r, asked.gender, "child");
  return wanted === "parent" && isNamed(younger) && isOfGender(record, r, asked.gender, "parent");
}

/** The mail's own word for the kinship: "our daughter Katie" is no son. */
function isOfGender(
  record: HouseholdRecord,
  r: ResolvedRelation,
  gender: string | undefined,
  relation: string,
): boolean {
  if (!gender) return true;
  const genders = r.evidence.flatMap((e) =>
    (
      record
        .contentOf(e.documentVersionId)
        .slice(e.startChar, e.endChar)
        .match(/\p{L}+/gu) ?? []
    ).flatMap((word) => {
      const kin = kinWordOf(word);
      return kin?.relation === relation && kin.gender ? [kin.gender] : [];
    }),
  );
  return genders.length === 0 || genders.includes(gender as "female" | "male");
}

function findWork(record: HouseholdRecord, person: ResolvedEntity): Finding[] {
  const { index } = record;
  const role = index.findAttribute(person.id, "role");
  const firm = index.findAttribute(person.id, "firm");
  const works = index.relationsFrom(person.id, "worksFor")[0];
  const at = works ? index.nameOf(works.to) : firm?.value;
  const citations = [
    ...citeEntity(record, person),
    ...(role ? citeAttribute(record, role) : []),
    ...(works ? citeRelation(record, works) : firm ? citeAttribute(record, firm) : []),
  ];
  const about = new Set([person.id]);
  const findings: Finding[] = [];
  if (role || at) {
    const text = `${person.name}${role ? `: ${role.value}` : ""}${at ? `${role ? " at" : " works for"} ${at}` : ""}.`;
    findings.push(
      ...toFindings(record, person, "identity", new Set(["person"] as const), about, [draft(text, citations)]),
    );
    if (person.type === "Professional" && role)
      findings.push(
        ...toFindings(record, person, "professional", new Set(["person"] as const), about, [draft(text, citations)]),
      );
  }
  if (at) {
    const text = `${person.name} works for ${at}.`;
    const cited = works ? citeRelation(record, works) : firm ? citeAttribute(record, firm) : [];
    findings.push(
      ...toFindings(record, person, "employer", new Set(["place", "person"] as const), about, [
        draft(text, [...citeEntity(record, person), ...cited]),
      ]),
    );
  }
  return findings;
}

function findContact(record: HouseholdRecord, person: ResolvedEntity): Finding[] {
  const email = record.index.findAttribute(person.id, "email");
  if (!email) return [];
  const text = `${possessive(person.name)} e-mail address is ${email.value}.`;
  return toFindings(record, person, "contact", new Set(["person"] as const), new Set([person.id]), [
    { ...draft(text, [...citeAttribute(record, email), ...citeEntity(record, person)]), isAbout: ["email_address"] },
  ]);
}

function findHome(record: HouseholdRecord, person: ResolvedEntity): Finding[] {
  return record.index
    .relationsFrom(person.id, "belongsToHousehold")
    .filter((r) => record.isOurs(r.to))
    .flatMap((r) => {
      const text = `${person.name} belongs to the ${record.index.nameOf(r.to).replace(/^the /i, "")}.`;
      return toFindings(record, person, "identity", new Set(["person"] as const), new Set([person.id]), [
        draft(text, citeRelation(record, r)),
      ]);
    });
}
