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
    ["guarantee", "With this one you will never come out behind."],
    ["guarantee", "Worst case you still get every nickel back."],
    ["guarantee", "The income is locked in whatever the market does."],
    ["guarantee", "You can bank on it, it is safe as houses."],
    ["exaggeration", "No other fund holds a candle to it."],
    ["exaggeration", "There isn't a better place to put savings in the whole county."],
    ["unbalanced", "Honestly there's no catch."],
    ["unbalanced", "You get more income and nothing to lose sleep over, zero exposure to stocks."],
    ["tax_advice", "Just run the boat through the LLC."],
    ["tax_advice", "Deduct all of the kitchen, everybody does it."],
    ["legal_advice", "You won't need his lawyer to look at the lease."],
    ["legal_advice", "A judge would side with you on that."],
    ["performance_projection", "Your $50,000 becomes a quarter million by retirement."],
    ["performance_projection", "Put in 60 and we are looking at 140k in eight years."],
    ["off_channel", "I am quicker on Telegram, find me there."],
    ["off_channel", "The office email gets read by compliance."],
    ["off_channel", "It keeps our chats out of the archive."],
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
    ["complaint", "I was never told about the exit charge, and I find it shabby."],
    ["complaint", "This is the fourth letter I have written about the claim."],
    ["complaint", "I am not comfortable with how this was handled."],
    ["complaint", "We would rather have our fee back."],
    ["confidential_info", "We are about to lose our largest customer and the board only hears on Friday."],
    ["confidential_info", "Should I unload my shares this week, before the street finds out?"],
    ["confidential_info", "The clinic is about to be swallowed by a rival, it isn't announced until May."],
    ["vulnerable_client", "From now on all correspondence about my uncle's money goes through me."],
    ["vulnerable_client", "There is no need to bother her about it."],
    ["vulnerable_client", "He moved into the spare bedroom and changed the locks."],
    ["vulnerable_client", "Whoever picks up says she is napping."],
    ["vulnerable_client", "Her silver is missing."],
    ["vulnerable_client", "The doctor says it is Lewy body disease."],
    ["vulnerable_client", "I showed up for church on a Tuesday, I keep muddling the days."],
    ["vulnerable_client", "He asks her for gift cards and she sends them."],
  ])("%s in a client's mail: %s", (category, text) => {
    expect(categoriesOf(text, client)).toContain(category);
  });
});

test("negations, disclaimers and other meanings are no flags", () => {
  for (const text of [
    "Please send the letter of intent for the barn when you have it.",
    "Please do not sell or discuss the shares until it is public.",
    "I have opened the matter as a complaint and will answer by Friday.",
    "Nothing we sell has its principal “fully protected”.",
    "The loan is $40,000 and you repay double the minimum within two years.",
    "Texts are fine for scheduling only.",
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
