import { readOnce } from "./read-once.ts";
import type { Scene } from "./scene.ts";
import type { Sentence } from "./segment.ts";

const cue =
  /\b(?:(?:note|message|instructions?|attention|attn|memo)\s(?:to|for)\s(?:any\s|all\s|the\s)?(?:AI|LLM|language models?|assistants?|chatbots?|summari[sz]ers?|automated)|AI (?:assistants?|agents?|systems?)\b|(?:ignore|disregard|forget|override)\s(?:all\s|any\s|your\s|the\s|these\s|every\s){0,3}(?:previous|prior|earlier|above|other|system)\s(?:instructions?|prompts?|rules|messages?|context)|system prompt|you are now (?:in|a|an)\s)/i;

const holdsCue = readOnce(({ text }: Sentence): boolean => cue.test(text));

/**
 * Tells sentences that speak to a reading machine instead of a person. Such a paragraph, from the cue on, states nothing:
 * it is text that someone hoped would be obeyed.
 */
export function isInjected(scene: Pick<Scene, "sentences">): (sentence: Sentence) => boolean {
  const from = new Map<number, number>();
  for (const sentence of scene.sentences) {
    if (!from.has(sentence.block) && holdsCue(sentence)) from.set(sentence.block, sentence.index);
  }
  return (sentence) => {
    const start = from.get(sentence.block);
    return start !== undefined && sentence.index >= start;
  };
}
