/**
 * Keys of words one of which any text that matches the expression must hold; null when the expression does not say.
 * A key is a word's first four letters, lower case, or the whole of a shorter word (see `wordKeysOf`). It reads the plain
 * subset of the syntax that the vocabularies use: literals, classes, groups, alternation, bounded repeats, look-arounds.
 */
export const requiredWords = (source: string): ReadonlySet<string> | null => allRequiredWords(source)[0] ?? null;

/** Every such set that the expression tells, the rarest words first: a text that matches holds a word of each. */
export function allRequiredWords(source: string): readonly ReadonlySet<string>[] {
  const edges = { start: true, end: false };
  const alternatives = readAlternatives({ source, at: 0 });
  const [only] = alternatives;
  if (only && alternatives.length === 1) return keysOfSequence(only, edges);
  const keys = keysOfAlternatives(alternatives, edges);
  return keys ? [keys] : [];
}

/** The keys of the words a text holds, to compare with `requiredWords`. Words end at anything that is no letter a to z. */
export function wordKeysOf(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) keys.add(word.slice(0, keyLength));
  return keys;
}

const keyLength = 4;

type Part =
  | { readonly kind: "letter"; readonly letter: string }
  | { readonly kind: "edge" }
  | { readonly kind: "other"; readonly keepsEdge?: boolean }
  | { readonly kind: "group"; readonly alternatives: readonly (readonly Part[])[] };
type Reader = { readonly source: string; at: number };

function readAlternatives(reader: Reader): readonly (readonly Part[])[] {
  const alternatives: Part[][] = [];
  let parts: Part[] = [];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    if (reader.source[reader.at] === "|") {
      reader.at += 1;
      alternatives.push(parts);
      parts = [];
      continue;
    }
    const part = readPart(reader);
    // What may be absent requires nothing, and what stands before it may not end there.
    if (part) parts.push(isOptional(reader) ? { kind: "other", keepsEdge: endsAtEdge([[part]]) } : part);
  }
  return [...alternatives, parts];
}

function readPart(reader: Reader): Part | null {
  const rest = reader.source.slice(reader.at);
  const look = /^\(\?(?:<?[=!])/.exec(rest);
  const open = /^\((?:\?(?::|<\w+>|-?[ims]+:))?/.exec(rest);
  if (look || open) {
    reader.at += (look ?? open)?.[0].length ?? 1;
    const alternatives = readAlternatives(reader);
    reader.at += 1;
    return look ? null : { kind: "group", alternatives };
  }
  const set = /^\[(?:\\.|[^\]\\])*\]/.exec(rest);
  if (set) {
    reader.at += set[0].length;
    const letters = /^\[([A-Z])([a-z])\]$/.exec(set[0]);
    if (letters?.[2] && letters[1]?.toLowerCase() === letters[2]) return { kind: "letter", letter: letters[2] };
    return { kind: /^\[['’"“” -]+\]$/.test(set[0]) ? "edge" : "other" };
  }
  const escaped = /^\\(?:p\{[^}]*\}|.)/.exec(rest);
  if (escaped) {
    reader.at += escaped[0].length;
    return { kind: /^\\[bs$]/.test(escaped[0]) ? "edge" : "other" };
  }
  const char = rest[0] ?? "";
  reader.at += 1;
  if (/[a-z]/i.test(char)) return { kind: "letter", letter: char.toLowerCase() };
  return { kind: char === "." || char === "^" ? "other" : "edge" };
}

function isOptional(reader: Reader): boolean {
  const repeat = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at));
  if (!repeat) return false;
  reader.at += repeat[0].length;
  return !/^(?:\+|\{[1-9])/.test(repeat[0]);
}

/** Whether a word may begin where a sequence begins, and must end where it ends. */
type Edges = { readonly start: boolean; readonly end: boolean };

function keysOfAlternatives(alternatives: readonly (readonly Part[])[], edges: Edges): ReadonlySet<string> | null {
  const union = new Set<string>();
  for (const parts of alternatives) {
    const [keys] = keysOfSequence(parts, edges);
    if (!keys) return null;
    for (const key of keys) union.add(key);
  }
  return union;
}

/** What each part of a sequence requires, the rarest words first. */
function keysOfSequence(parts: readonly Part[], edges: Edges): readonly ReadonlySet<string>[] {
  const candidates: ReadonlySet<string>[] = [];
  let word = "";
  let isWordStart = edges.start;
  const close = (isEnd: boolean): void => {
    if (isWordStart && (word.length >= keyLength || (isEnd && word.length > 1)))
      candidates.push(new Set([word.slice(0, keyLength)]));
    word = "";
  };
  for (const [index, part] of parts.entries()) {
    if (part.kind === "letter") {
      word += part.letter;
      continue;
    }
    const hadWord = word !== "";
    close(part.kind === "edge");
    const isStart = isWordStart && !hadWord;
    if (part.kind === "group") {
      const next = parts[index + 1];
      const end = next ? next.kind === "edge" : edges.end;
      const keys = keysOfAlternatives(part.alternatives, { start: isStart, end });
      if (keys) candidates.push(keys);
    }
    isWordStart =
      part.kind === "edge" ||
      (part.kind === "group" && endsAtEdge(part.alternatives)) ||
      (part.kind === "other" && part.keepsEdge === true && isStart);
  }
  close(edges.end);
  return candidates.sort((a, b) => weightOf(a) - weightOf(b));
}

const endsAtEdge = (alternatives: readonly (readonly Part[])[]): boolean =>
  alternatives.every((parts) => {
    const last = parts.at(-1);
    return last?.kind === "edge" || (last?.kind === "group" && endsAtEdge(last.alternatives));
  });

// Words in nearly every mail: a set that holds one is tried nearly always.
const common = new Set(
  "the you and that this with have from for are was not but can will she her his him our your they them out all about what when which been has had would could should just like want need know get got one any who how now let take make said says time it is in on at to of my me we he be or if do so no up i an as by".split(
    " ",
  ),
);
const weightOf = (keys: ReadonlySet<string>): number => {
  let weight = 0;
  for (const key of keys) weight += common.has(key) ? 20 : 1;
  return weight;
};
