import type { AnnotatedMailbox } from "./annotated-mailbox.ts";
import type { PersonalDataFind } from "./run-mailbox.ts";
import { type Score, scoreOf } from "./score.ts";

/** The same words twice in one message are one find. */
export function scorePersonalData(
  { messages, pii }: AnnotatedMailbox,
  finds: ReadonlyMap<string, readonly PersonalDataFind[]>,
  report: (error: string) => void,
): Score {
  let [right, found] = [0, 0];
  for (const { id } of messages) {
    const unique = [
      ...new Map((finds.get(id) ?? []).map((find) => [`${find.kind} ${plain(find.text)}`, find])).values(),
    ];
    const taken = new Set<PersonalDataFind>();
    for (const annotated of pii.filter(({ message }) => message === id)) {
      const quote = plain(annotated.quote);
      const hit = unique.find(
        (find) =>
          !taken.has(find) &&
          find.kind === annotated.kind &&
          plain(find.text).includes(quote) &&
          plain(find.text).length <= quote.length + 4,
      );
      if (hit) taken.add(hit);
      else report(`missed personal data ${annotated.kind} ${JSON.stringify(annotated.quote)} in ${id}`);
    }
    for (const find of unique)
      if (!taken.has(find)) report(`spurious personal data ${find.kind} ${JSON.stringify(find.text)} in ${id}`);
    right += taken.size;
    found += unique.length;
  }
  return scoreOf(right, found, pii.length);
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();
