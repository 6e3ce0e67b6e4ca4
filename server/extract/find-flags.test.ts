import { describe, expect, test } from "vitest";
import { adviser, client, readMail } from "../../test/build/read-mail.ts";

const flagsOf = (text: string, from = adviser): readonly string[] =>
  readMail(text, { from, to: [from === adviser ? client : adviser] }).flags();
const categoriesOf = (text: string, from = adviser): string[] =>
  flagsOf(text, from).map((flag) => flag.slice(0, flag.indexOf(":")));

describe("each category is flagged in words that a firm or its clients would use", () => {
  test.each([
    ["guarantee", "This note has guaranteed returns of 8% a year."],
    ["guarantee", "Honestly, you cannot lose a penny in this."],
    ["exaggeration", "It is the best annuity on the market, bar none."],
    ["exaggeration", "This fund is a total no-brainer."],
    ["unbalanced", "You get the growth with absolutely no downside."],
    ["tax_advice", "You don't need to report the sale on your return."],
    ["legal_advice", "Legally they cannot make you repay that loan."],
    ["performance_projection", "Your account will grow to $900,000 by 2035."],
    ["off_channel", "Just text me on my personal cell about this."],
    ["off_channel", "Ping me on Signal, no one keeps records of those."],
    ["legal_advice", "You do not need a court order for that, the letter is plenty."],
    ["legal_advice", "By law entitled to half of it you are, no lawyer needed."],
    ["performance_projection", "$300,000 today pays $21,000 a year for life."],
    ["performance_projection", "The fund is going to make 11% next year."],
    ["unbalanced", "All of the market's gains and never any of the losses."],
    ["exaggeration", "It is the finest income annuity ever devised."],
  ])("%s: %s", (category, text) => {
    expect(categoriesOf(text)).toContain(category);
  });

  test.each([
    ["off_channel", "Can you message me on WhatsApp from now on?"],
    ["confidential_info", "Between us, our company is being acquired and it has not been announced."],
    ["complaint", "I am extremely disappointed with how your office handled the transfer."],
    ["complaint", "This is the third time I've asked for the form."],
    ["off_channel", "can we just text about this stuff"],
    ["guarantee", "He knows of a note that pays twelve percent and cannot go down."],
    ["complaint", "I am not satisfied with your service."],
    ["vulnerable_client", "He said not to bother my adviser with it."],
    ["vulnerable_client", "The new man from church has offered to invest her savings."],
    ["vulnerable_client", "Mom asked me four times in one hour whether it was Sunday."],
    ["vulnerable_client", "Please do not tell my son about this withdrawal."],
    ["vulnerable_client", "My neighbor is typing this for me."],
    ["vulnerable_client", "She will sign whatever he puts in front of her."],
    ["vulnerable_client", "Dad paid the plumber four times last week."],
    ["vulnerable_client", "A caller had her buy two gift cards."],
    ["vulnerable_client", "Grandma thinks Grandpa is still alive."],
    ["complaint", "Please treat this as a complaint."],
    ["complaint", "Tell me what you changed so that it doesn't happen again."],
    ["complaint", "We were double-billed in March."],
  ])("%s in a client's mail: %s", (category, text) => {
    expect(categoriesOf(text, client)).toContain(category);
  });
});

test("negations, disclaimers and other meanings are no flags", () => {
  for (const text of [
    'Phrases such as "guaranteed income" are not to appear in client mail.',
    "Please don't sign the contract before your attorney has read it.",
    "We can't guarantee returns, not 7% and not any other number.",
    "Past performance does not guarantee future results.",
    "Everyone on the list has guaranteed parking in Lot B.",
    "The signature guarantee was missing on the form.",
    "The annuity has a ten-year guarantee period.",
    "Please check with your CPA whether you can deduct the fee.",
    "That is a legal question for your attorney.",
    "We can't use WhatsApp for anything to do with your accounts.",
    "No investment is risk-free.",
  ])
    expect(flagsOf(text)).toEqual([]);
});

test("what the firm is unhappy about is no complaint of a client", () => {
  const words = "The custodian STILL has not sent the form, and I am not happy with their service.";
  expect(flagsOf(`${words}\n\nTomas Reyl, CFP\nSenior Advisor\nReyl Wealth Management`)).toEqual([]);
});

test("flags the clause that says it, not the whole paragraph", () => {
  expect(flagsOf("It was lovely to meet you both, and you will never lose a dime with this contract.")).toEqual([
    "guarantee: you will never lose a dime with this contract.",
  ]);
});

test("does not flag words that are quoted from an earlier mail", () => {
  const text =
    "I would rather not say that.\n\nOn Mon, Jan 12, 2026 at 9:00 AM Someone wrote:\n> This is guaranteed to double your money.\n";
  expect(flagsOf(text)).toEqual([]);
});

test("advice of a client is nobody's advice", () => {
  const text =
    "Dear Tomas,\n\nMy brother-in-law says you should claim the deduction for the boat. Is that true?\n\nIngrid";
  expect(categoriesOf(text, client)).not.toContain("tax_advice");
});

test("stays linear on noise without spaces or sense", () => {
  const started = performance.now();
  for (const noise of ["1", "$1,", "guaranteed 7% ", "she says he never "]) flagsOf(noise.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("what is marked as a joke is not flagged", () => {
  expect(
    readMail("Lunch is the only guaranteed return I can offer (joke).", { from: adviser, to: [client] }).flags(),
  ).toEqual([]);
});
