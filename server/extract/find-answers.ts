import { personNamedAt } from "./people-of.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";
import { topicWords } from "./topic-words.ts";
import { nameWord } from "./vocabulary/action-phrases.ts";

/**
 * Sentences that may answer what somebody asked in mail before: of a reply, those that tell a figure; of any message, those that pass
 * on what a named person says ("Anton says the board can sell"). They make no action: resolve joins one to the question it answers.
 */
export function addAnswers(scene: Scene, sentences: readonly Sentence[]): void {
  const isReply = scene.message.inReplyTo.length > 0;
  for (const sentence of sentences.filter((each) => mayAnswer(each, isReply)).slice(0, answersMax)) {
    const said = saying.exec(sentence.text);
    const teller = said?.groups?.name ? namedIn(scene, sentence, said.groups.name) : scene.authorOf(sentence.zone);
    const topic = topicWords(sentence.text).slice(0, wordsMax);
    if (!teller || topic.length < 2) continue;
    const id = scene.addReferent("ActionItem", "Answer", {
      topic,
      assignees: [teller],
      reportOnly: true,
      isAnswer: true,
    });
    const span = {
      startChar: sentence.startChar,
      endChar: Math.min(sentence.endChar, sentence.startChar + spanCharsMax),
    };
    scene.addMention(id, span, 0.5);
    scene.addAttribute(id, "status", "done", span, 0.5);
  }
}

// As many questions as one mail answers; a sentence is told by its first words.
const answersMax = 12;
const wordsMax = 14;
const spanCharsMax = 200;

const saying = new RegExp(
  `(?:^|\\b(?:and|but|also|that)\\s)(?<name>${nameWord})\\s(?:says|said|tells|told|confirms|confirmed|thinks)\\b`,
  "u",
);

const mayAnswer = ({ text, zone }: Sentence, isReply: boolean): boolean =>
  zone.kind !== "greeting" && !/\?\s*$/.test(text) && ((isReply && /\d/.test(text)) || saying.test(text));

function namedIn(scene: Scene, sentence: Sentence, name: string): string | null {
  const startChar = sentence.startChar + sentence.text.indexOf(name);
  return personNamedAt(scene, { startChar, endChar: startChar + name.length });
}
