import type { Candidate } from "./personal-data.ts";

/**
 * Postal addresses: number, street with a street word, and unit, town, state and code where they follow (also on the next
 * line); a street without a street word only before town, state and ZIP; post-office boxes.
 * Street words that are everyday words ("Way", "Point") need more than a number before them.
 */
export function findStreetAddresses(text: string): Candidate[] {
  const found: Candidate[] = [];
  const add = (startChar: number, length: number, strength: 1 | 2) =>
    found.push({ kind: "street_address", strength, startChar, endChar: startChar + length });
  for (const match of text.matchAll(capitalised)) {
    const street = match.groups?.street ?? "";
    const hasTail = (match.groups?.tail ?? "") !== "" || (match.groups?.unit ?? "") !== "";
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 24);
    const isPlain =
      /^\d/.test(match[0]) &&
      !everydayWord.test(street) &&
      !looksLikeYear.test(match[0]) &&
      !amount.test(street) &&
      !organisation.test(after);
    if (hasTail || isPlain || addressWord.test(text.slice(Math.max(0, match.index - 40), match.index)))
      add(match.index, match[0].length, 2);
  }
  for (const match of text.matchAll(withoutStreetWord)) add(match.index, match[0].length, 1);
  for (const match of text.matchAll(streetWordFirst)) add(match.index, match[0].length, 1);
  for (const match of text.matchAll(postOfficeBox)) add(match.index, match[0].length, 2);
  for (const match of text.matchAll(lowerCase))
    if (/\d{5}$/.test(match[0]) || addressWord.test(text.slice(Math.max(0, match.index - 40), match.index)))
      add(match.index, match[0].length, 1);
  return found;
}

const plainWords =
  "Street|St|Avenue|Ave|Av|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Boulevard|Blvd|Place|Pl|Terrace|Ter|Terr|Parkway|Pkwy|Trail|Trl|Highway|Hwy|Turnpike|Tpke|Alley|Crescent|Mews";
const everydayWords =
  "Way|Square|Sq|Loop|Run|Ridge|Row|Pike|Path|Crossing|Xing|Plaza|Point|Pt|Cove|Cv|Bend|Hollow|Hill|Hills|Grove|Glen|Heights|Hts|View|Vista|Commons|Common|Walk|Close|Gardens|Landing|Pass|Trace|Turn|Bluff|Canyon|Creek|Meadows?|Manor|Park|Knoll|Green|Mall|Quay|Wharf|Bypass|Expressway|Freeway|Causeway|Promenade|Esplanade|Chase|Gate|Harbor|Island|Lake|Oaks|Orchard|Overlook|Ranch|Shores?|Springs?|Station|Valley|Woods";
const states =
  "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming|ON|QC|BC|AB|NS";
const code = String.raw`(?:\d{5}(?:-\d{4})?(?!\d)|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})`;
const word = String.raw`(?:\p{Lu}[\p{L}'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th)|of|the|de|del|la|las|los)`;
const number = String.raw`(?<![\w$€£#.,/-])\d{1,6}(?:-\d{1,4}|[A-Za-z]|½| 1\/2)?`;
const direction = String.raw`(?:(?:N|S|E|W|NE|NW|SE|SW)\.?|North|South|East|West|Northeast|Northwest|Southeast|Southwest)`;
const town = String.raw`\p{Lu}[\p{L}'’.-]{1,20}(?: \p{Lu}[\p{L}'’.-]{1,20}){0,3}`;
const tail = String.raw`(?<tail>(?:,[ \t]?|[ \t][|•·][ \t]|[ \t]*,?[ \t]*\r?\n[ \t]*|[ \t]+)${town}(?:,[ \t]?(?:${states})\b\.?|[ \t]+(?:${states})\b\.?)(?:,?\s{1,2}${code})?|(?:,[ \t]?|[ \t]*\r?\n[ \t]*)${town},?[ \t]${code})`;
const unit = String.raw`(?<unit>,?\s{1,2}(?:(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Bldg|Building|Rm|Room|Lot)\b\.?[ \t]?#?[ \t]?[\w-]{1,6}|#[ \t]?[\w-]{1,6})|,? \d{0,2}(?:1st|2nd|3rd|\dth) (?:Floor|Fl)\b\.?)`;

const capitalised = new RegExp(
  String.raw`(?:${number}|(?<!\p{L})(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)) (?<street>(?:${direction} )?(?:Broadway|(?:County |State |Rural |US )?(?:Road|Rd|Route|Rte|Highway|Hwy) \d{1,4})\b|(?:${direction} )?(?:${word} ){1,4}(?:${plainWords}|${everydayWords})\b)\.?(?: ${direction}(?![\w'’]))?${unit}?${tail}?`,
  "gu",
);
const withoutStreetWord = new RegExp(
  String.raw`${number} (?:${direction} )?(?:${word} ){0,3}${word}${unit}?,\s${town},?[ \t](?:${states}),?[ \t]{1,2}${code}`,
  "gu",
);
const streetWordFirst = new RegExp(
  String.raw`${number},? (?:Rue|Boulevard|Avenue|Calle|Avenida|Camino|Paseo|Via|Viale|Rua|Place)(?: (?:${word}|du|des|di|do|da|y)){1,5}${unit}?(?:${tail}|, \d{4,5} ${town})?`,
  "gu",
);
const postOfficeBox = new RegExp(String.raw`(?<!\w)P\.?[ \t]?O\.?[ \t]?Box[ \t]#?\d{1,6}${tail}?`, "gu");
const lowerCase = new RegExp(
  String.raw`${number} (?:[nsew]\.? )?(?:[a-z0-9'’-]{2,20} ){1,3}?(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|circle|cir|boulevard|blvd|place|terrace|parkway|pkwy|trail)\b\.?(?:,? (?:apt|unit|suite|#)\.? ?[\w-]{1,5})?(?:,? [a-z]{3,15}(?: [a-z]{3,15})?,? (?:${states.split("|Alabama")[0]?.toLowerCase()})\b(?: \d{5})?)?`,
  "g",
);
const everydayWord = new RegExp(`(?:${everydayWords})$`, "u");
const looksLikeYear = /^(?:19|20)\d{2} /;
const amount = /^(?:Minutes?|Hours?|Days?|Weeks?|Months?|Years?|Miles?|Percent|Points?|Best|Star|Step|Google)\b/;
const organisation =
  /^,? (?:Family|Wealth|Partners|Capital|Advis[oe]rs?|Trust|Funds?|LLC|LLP|Inc|Group|Financial|Bank|[Aa]nalysts?|Journal|Growth|Income|Municipal)\b/;
const addressWord =
  /\b(?:address|live[sd]?|living|moved|moving|house|home|property|condo|residence|residing|mail(?:ed)?|send|ship|located|place|apartment|cottage|cabin|deed|over) (?:\w+ ){0,3}$|\b(?:address|home|mailing|residence|property|where)[:=-]\s*$|\bat $/i;
