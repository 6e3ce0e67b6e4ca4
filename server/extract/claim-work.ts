import { matchesOf } from "../lib/matches-of.ts";
import type { Span } from "../lib/span.ts";
import { antecedentsOf } from "./antecedents.ts";
import { isProfessionalTitle, professionalTitlesIn } from "./roles.ts";
import type { Find, Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

/** Who works where, what a professional does, and whom they advise, from signatures and sentences. */
export const claimWork = (scene: Scene): void => {
  claimBySignature(scene);
  claimByFirmName(scene);
  if (scene.isUntold) return;
  for (const sentence of scene.sentences) {
    claimByTitle(scene, sentence);
    claimByVerb(scene, sentence);
    claimByPlan(scene, sentence);
    claimByPlace(scene, sentence);
    claimByOffice(scene, sentence);
    claimByService(scene, sentence);
  }
};

/** An employer, bank or custodian under a name; an adviser's own firm is an attribute instead. */
const claimBySignature = (scene: Scene): void => {
  for (const zone of scene.zones) {
    if (zone.kind !== "signature") continue;
    const owner = scene.findsIn("person", zone)[0]?.referentId ?? scene.authorOf(zone);
    const institution = scene.institutionsIn(zone)[0];
    if (owner && institution) scene.addRelation("worksFor", owner, institution.referentId, institution, 0.85);
  }
};

/** "Noor Lund" in mail of Pell Lund LLP: whoever bears a name of the writer's firm is of the firm. */
const claimByFirmName = (scene: Scene): void => {
  const [author] = scene.message.from.flatMap((mailbox) => scene.referentOf(mailbox) ?? []);
  const { firm, surname: own } = author ? scene.getReferent(author).keys : {};
  if (!firm) return;
  const words = firm.toLowerCase().split(/[^\p{L}]+/u);
  for (const { id, type, keys } of scene.referents()) {
    const surname = keys.surname?.toLowerCase();
    if (type !== "Person" || !surname || surname === own?.toLowerCase() || keys.kin || keys.leaning) continue;
    if (words.includes(surname)) scene.updateReferent(id, { keys: { leaning: "professional", firm } });
  }
};

const titleLead = /(?<![\p{L}-])(my|our|their|his|her|your|the|an?|new|firm['’]s)\s+(?:[\p{L}-]+\s){0,2}$/iu;

/** "Ana Ruiz, our CPA", "our attorney is Ana Ruiz", "the rep at Alder … named Ana Ruiz": a professional with a role. */
const claimByTitle = (scene: Scene, sentence: Sentence): void => {
  for (const { index, text: title } of professionalTitlesIn(sentence)) {
    const lead = titleLead.exec(sentence.text.slice(Math.max(0, index - 50), index));
    const possessor = lead?.[1] ?? "";
    const startChar = sentence.startChar + index - (lead?.[0].length ?? 0);
    const endChar = sentence.startChar + index + title.length;
    const person = personOfTitle(scene, sentence, startChar, endChar);
    if (!person || scene.getReferent(person.referentId).keys.kin) continue;
    const { keys } = scene.getReferent(person.referentId);
    const evidence = { startChar: Math.min(startChar, person.startChar), endChar: Math.max(endChar, person.endChar) };
    if (!keys.role) {
      scene.updateReferent(person.referentId, { keys: { role: title, leaning: "professional" } });
      scene.addAttribute(person.referentId, "role", title, { startChar: endChar - title.length, endChar }, 0.8);
    }
    claimClient(scene, sentence, possessor.trim(), person, startChar, evidence);
    const place = scene
      .institutionsIn({ startChar: endChar, endChar: sentence.endChar })
      .find((find) => /^\s+(?:at|with|from|for)\s+(?:the\s+)?$/.test(scene.content.slice(endChar, find.startChar)));
    if (place && isProfessionalTitle(title))
      scene.addRelation(
        "worksFor",
        person.referentId,
        place.referentId,
        { ...evidence, endChar: Math.max(evidence.endChar, place.endChar) },
        0.8,
      );
  }
};

/** "our CPA" advises the writer, if the writer is not of the trade; "your attorney" the one written to. */
const claimClient = (
  scene: Scene,
  sentence: Sentence,
  possessor: string,
  person: Find,
  offset: number,
  evidence: Span,
): void => {
  const hired = /\b(?:hired|retained|engaged|working with|work with|using|found)\b[^.]{0,30}$/i.test(
    scene.content.slice(sentence.startChar, offset + possessor.length),
  );
  const of =
    possessor && /^(?:my|our|your|his|her|their)$/i.test(possessor)
      ? antecedentsOf(scene, sentence, possessor, offset)
      : hired
        ? antecedentsOf(scene, sentence, "my", offset)
        : [];
  for (const client of of) {
    if (client === person.referentId || scene.getReferent(client).keys.leaning === "professional") continue;
    scene.addRelation("advises", person.referentId, client, evidence, 0.75);
  }
};

const personOfTitle = (scene: Scene, sentence: Sentence, startChar: number, endChar: number): Find | undefined => {
  const after = scene.findsIn("person", { startChar: endChar, endChar: sentence.endChar })[0];
  if (after) {
    const gap = scene.content.slice(endChar, after.startChar);
    if (
      /^(?:,|\s*\(|\s+is|\s+named|\s+called|['’]s name is)?\s*$/.test(gap) ||
      /^\s+(?:here\s+)?(?:in|at|from)\s[^.;]{0,60}?(?:,|\bnamed|\bis(?: named)?)\s+$/.test(gap)
    )
      return after;
  }
  const before = scene.findsIn("person", { startChar: sentence.startChar, endChar: startChar }).at(-1);
  // "For Leo, an accountant": one is to be found for him.
  if (!before || /\bfor\s+$/i.test(scene.content.slice(sentence.startChar, before.startChar))) return undefined;
  const gap = scene.content.slice(before.endChar, startChar);
  return /^\s*(?:,|\(|\s(?:is|was|has been|will be)\b|,?\s+who(?:['’]s| is| was)\b|\s*[–—-])[\s(]*(?:copied|cc['’]?d|here)?[,\s)]*(?:is|he['’]s|she['’]s|who is)?\s*(?:[\p{L}]+(?:['’]s)?\s){0,2}$/iu.test(
    gap,
  ) && !/\band\b/.test(gap)
    ? before
    : undefined;
};

const workVerb =
  /\b(?:works?|worked|working|(?:got |has |have |took |taken |start(?:s|ed|ing)? |accepted )?(?:a |the |an )?(?:new )?(?:job|position|role|offer|gig|internship|residency|promotion)|start(?:s|ed|ing)?|(?:last|first) day|teach(?:es|ing)?|taught|on call|retir(?:es|ed|ing)|retire|employed|hired|employee(?! (?:purchase|stock|benefit|owned))|does|engineer|nurse|surgeon|teacher|professor|manager|director|doctor|physician|analyst|consultant|cardi\w+|surgery|lawyer|pilot|founded|joined|joining|runs|goes over|full year|day shift|on shift|keep going|stay on|staying|remain|laid off|let go|career|years|partner)\b(?:[^.;:!?\n]{0,30}?)\s(?:at|for|from|by|with|to|of)\s+(?:the\s+)?$|\b(?:founded|joined|joining|runs|owns|started)\s+(?:the\s+)?$/i;

/** "I start at Alder in May", "Leo works for Alder", "he has been on call at Alder": the nearest person or pronoun before the verb. */
const claimByVerb = (scene: Scene, sentence: Sentence): void => {
  for (const institution of scene.institutionsIn(sentence)) {
    const kind = scene.getReferent(institution.referentId).keys.institutionKind ?? "";
    const before = scene.content.slice(Math.max(sentence.startChar, institution.startChar - 90), institution.startChar);
    const verb = scene.findAt("account", institution) ? null : workVerb.exec(before);
    if (!verb || /^(?:charity)$/.test(kind)) continue;
    if (kind === "university" && /\b(?:graduat|freshman|sophomore|junior|senior|student|tuition|start)/i.test(verb[0]))
      continue;
    const offset = institution.startChar - (before.length - verb.index);
    const owner = subjectBefore(scene, sentence, offset, verb[0]);
    if (!owner) continue;
    const evidence = {
      startChar: Math.max(sentence.startChar, Math.min(owner.startChar, offset)),
      endChar: institution.endChar,
    };
    scene.addRelation(
      "worksFor",
      owner.id,
      institution.referentId,
      evidence,
      /\bretire|laid off|let go/i.test(verb[0]) ? 0.6 : 0.8,
    );
  }
};

const subjects = /(?<![\p{L}'’])(I|he|she|you|my|his|her|your|me)(?=['’]|(?![\p{L}]))/giu;

/** The person, "I", "he" or "my" nearest before the verb, in the same sentence. */
const subjectBefore = (
  scene: Scene,
  sentence: Sentence,
  offset: number,
  verb: string,
): { id: string; startChar: number } | null => {
  const head = scene.content.slice(sentence.startChar, offset);
  const pronoun = matchesOf(subjects, head).at(-1);
  const inVerb = /(?<![p{L}'’])(my|his|her|your)\s/i.exec(verb);
  const person = scene.peopleIn({ startChar: sentence.startChar, endChar: offset + 1 }).at(-1);
  const pronounAt = pronoun ? sentence.startChar + pronoun.index : -1;
  if (person && person.startChar >= pronounAt - 12) return { id: person.referentId, startChar: person.startChar };
  const word = pronoun?.[1] ?? inVerb?.[1];
  if (!word) return null;
  const [id] = antecedentsOf(scene, sentence, word, pronounAt >= 0 ? pronounAt : offset);
  return id ? { id, startChar: pronounAt >= 0 ? pronounAt : offset } : null;
};

/** "Ana Ruiz at Alder", "Leo here from Alder Mortgage", "Alder Mortgage, a man named Leo": staff of a bank, custodian, insurer or lender. */
const claimByPlace = (scene: Scene, sentence: Sentence): void => {
  for (const person of scene.findsIn("person", sentence)) {
    const place = placeAfter(scene, sentence, person) ?? placeBefore(scene, sentence, person);
    if (!place) continue;
    const { keys } = scene.getReferent(person.referentId);
    const kind = scene.getReferent(place.referentId).keys.institutionKind ?? "";
    if (keys.kin || !/^(?:custodian|bank|insurer|lender)$/.test(kind)) continue;
    scene.updateReferent(person.referentId, {
      keys: { leaning: "professional", ...(keys.firm ? {} : { firm: place.text }) },
    });
    scene.addRelation(
      "worksFor",
      person.referentId,
      place.referentId,
      { startChar: Math.min(person.startChar, place.startChar), endChar: Math.max(person.endChar, place.endChar) },
      0.75,
    );
  }
};

const placeAfter = (scene: Scene, { endChar }: Sentence, person: Find): Find | undefined =>
  scene
    .institutionsIn({ startChar: person.endChar, endChar })
    .slice(0, 1)
    .find(({ startChar }) =>
      /^,?\s+(?:here\s+|over\s+)?(?:at|from|with)\s+(?:the\s+)?$/.test(scene.content.slice(person.endChar, startChar)),
    );

const contactGap =
  /^[,(:]?\s*(?:our|my|the|a|an|your)?\s*(?:guy|man|woman|lady|person|contact|rep|someone|fellow|gentleman)\s*(?:there\s*)?(?:is|named|called|,)?\s*$/i;

const placeBefore = (scene: Scene, { startChar }: Sentence, person: Find): Find | undefined => {
  const place = scene.institutionsIn({ startChar, endChar: person.startChar }).at(-1);
  return place && contactGap.test(scene.content.slice(place.endChar, person.startChar)) ? place : undefined;
};

const serves =
  /^,?\s+(?:who\s+)?(?:also\s+)?(?:does|did|do|handles?|prepares?|prepared|drew up|wrote|drafted|set up)\s+(our|my|their|his|her)\s+(?:\p{L}+\s)?(?:tax(?:es)?|returns?|wills?|trusts?|books|estate plan|powers? of attorney)\b/iu;

/** "Ana Ruiz, who does our taxes", "Leo drew up their wills": whose work it is. */
const claimByService = (scene: Scene, sentence: Sentence): void => {
  for (const person of scene.findsIn("person", sentence)) {
    const service = serves.exec(scene.content.slice(person.endChar, sentence.endChar));
    if (!service?.[1] || scene.getReferent(person.referentId).keys.kin) continue;
    scene.updateReferent(person.referentId, { keys: { leaning: "professional" } });
    const evidence = { startChar: person.startChar, endChar: person.endChar + service[0].length };
    for (const client of antecedentsOf(scene, sentence, service[1], person.startChar)) {
      if (client !== person.referentId) scene.addRelation("advises", person.referentId, client, evidence, 0.7);
    }
  }
  const acting =
    /\bI\s+(?:act|also act|represent|(?:have\s+)?looked after|look after|(?:have\s+)?advised?)\s+(?:for\s+)?$/i;
  const author = scene.authorOf(sentence.zone);
  for (const person of author ? scene.findsIn("person", sentence) : []) {
    if (
      !author ||
      person.referentId === author ||
      !acting.test(scene.content.slice(sentence.startChar, person.startChar))
    )
      continue;
    const startChar = Math.max(sentence.startChar, person.startChar - 30);
    scene.addRelation("advises", author, person.referentId, { startChar, endChar: person.endChar }, 0.75);
  }
};

const officeAfter =
  /^(?:,)?\s+(?:(?:in|at|from)\s+(my|our|your|\p{Lu}\p{L}+['’]s)\s+(?:office|firm|team|practice|shop)|(?:at|from|with)\s+the\s+(?:realty|realtors?|bank|credit union|title company|escrow (?:company|office)|lender|mortgage (?:company|broker)|insurance (?:company|office|agency)|law (?:office|firm)|brokerage|tax office|accountants?))\b/u;

/** "Ana in my office", "Leo at Ruth's office", "Mae from the realty": staff of a professional. */
const claimByOffice = (scene: Scene, sentence: Sentence): void => {
  for (const person of scene.findsIn("person", sentence)) {
    const office = officeAfter.exec(scene.content.slice(person.endChar, sentence.endChar));
    const { keys } = scene.getReferent(person.referentId);
    if (!office || keys.kin || keys.role) continue;
    const author = scene.authorOf(sentence.zone);
    const host = /^(?:my|our)$/i.test(office[1] ?? "") && author ? scene.getReferent(author).keys : null;
    scene.updateReferent(person.referentId, {
      keys: { leaning: "professional", ...(host?.firm ? { firm: host.firm } : {}) },
    });
  }
};

/** "my 401(k) at Alder Foods" is a plan where one works; an old plan is not. */
const claimByPlan = (scene: Scene, sentence: Sentence): void => {
  for (const find of scene.accountsIn(sentence)) {
    const { keys } = scene.getReferent(find.referentId);
    const owner = keys.owners?.[0];
    if (
      !owner ||
      !/^(?:401k|403b)$/.test(keys.accountType ?? "") ||
      /\b(?:old|former|previous|from|left|behind)\b/i.test(find.text)
    )
      continue;
    for (const institution of scene.institutionsIn(find)) {
      if (scene.getReferent(institution.referentId).keys.institutionKind === "employer")
        scene.addRelation("worksFor", owner, institution.referentId, find, 0.5);
    }
  }
};
