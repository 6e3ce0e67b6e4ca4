import { describe, expect, it } from "vitest";
import { isCovered, stemsIn, termsOf } from "./question-words.ts";

const covers = (question: string, text: string) =>
  termsOf(question, new Set()).every((term) => isCovered(term, stemsIn(text)));

describe("the words a question turns on", () => {
  it("leave out words of asking and the names that are known", () => {
    const terms = termsOf("When does Robert Lind plan to sell the boat?", new Set(["robert", "lind"]));
    expect(terms.map((t) => t.word)).toEqual(["sell", "boat"]);
  });

  it.each([
    ["When does she retire?", "Her retirement is set for June"],
    ["Who is the lawyer?", "our attorney drafted it"],
    ["When is the wedding?", "they are getting married in May"],
    ["What about beneficiaries?", "the beneficiary form"],
    ["What about the benificiary form?", "the beneficiary form is here"],
    ["When is the surgery?", "the operation went well"],
  ])("are spoken of in other forms and words: %s — %s", (question, text) => {
    expect(covers(question, text)).toBe(true);
  });

  it.each([
    ["What is the mortgage rate?", "the mortgage is paid off"],
    ["What does account 4471 hold?", "account 4472 holds it"],
    ["How is the trust taxed?", "I trust you"],
  ])("are not taken for others that look alike: %s — %s", (question, text) => {
    expect(covers(question, text)).toBe(false);
  });
});
