import { describe, expect, test } from "vitest";
import { adviser, readMail } from "../../test/build/read-mail.ts";

const called = { name: "Ifeanyi Balogun", address: "zuby@balogun.example" };

test("a person goes by the name of their address", () => {
  const mail = readMail("Zuby,\n\nThe form is here. Is Zuby well?\n\nTomas", { from: adviser, to: [called] });
  expect(new Set(mail.reading.mentions.filter(({ text }) => text === "Zuby").map((m) => m.referentId)).size).toBe(1);
  expect(mail.at("Zuby").keys.address).toBe("zuby@balogun.example");
});

test("an address that is a word or a desk names nobody", () => {
  const mail = readMail("The Studio is closed.", { from: { name: "Ada Lind", address: "studio@adalind.example" } });
  expect(mail.words("Person")).not.toContain("Studio");
});

test.each(["Olatunde got into Reed.", "Olatunde turned fourteen and wants a car.", "1) Olatunde is off to sea."])(
  "an unlisted name is a person's where only a person could stand: %s",
  (text) => expect(readMail(text).words("Person")).toContain("Olatunde"),
);

test("an unlisted name that does what firms do too is not taken for a person", () => {
  expect(readMail("Vantorio says the form is late.").words("Person")).not.toContain("Vantorio");
});

test("a father of the same name is not the son who is written to", () => {
  const ted = { name: "Ted Balogun", address: "tbalogun@clinic.example" };
  const mail = readMail("Ted,\n\nThe estate of Theodore M. Balogun, Sr. is open.\n\nTomas", {
    from: adviser,
    to: [ted],
  });
  expect(mail.at("Theodore M. Balogun, Sr.").keys).toMatchObject({ fullName: "Theodore M. Balogun Sr." });
  expect(mail.at("Theodore M. Balogun, Sr.").keys.address).toBeUndefined();
});

test("whose a first name is that two of the headers bear is not guessed, until one of them is spoken of", () => {
  const to = [
    { name: "Sam Marsh", address: "sam@marsh.example" },
    { name: "Sam Stern", address: "sam@stern.example" },
  ];
  const addressOfSam = (text: string): string | undefined => {
    const { reading } = readMail(text, { from: adviser, to });
    const { referentId } = reading.mentions.find((mention) => mention.text === "Sam") ?? expect.fail();
    return reading.referents.find(({ id }) => id === referentId)?.keys.address;
  };
  expect(addressOfSam("Hello. Please call Sam on Friday.")).toBeUndefined();
  expect(addressOfSam("Hello. Sam Stern is back. Please call Sam on Friday.")).toBe("sam@stern.example");
});

test("an unlisted name after kin, or before a surname known here, is somebody's", () => {
  expect(readMail("My father Ilvar Tosk Halloran died in June.").words("Person")).toContain("Ilvar Tosk Halloran");
  expect(readMail("Please ask Yevra Halloran about it.").words("Person")).toContain("Yevra Halloran");
  expect(readMail("Our younger one, Zelvi, drives a truck.").words("Person")).toContain("Zelvi");
});

test("an honorific before a surname known here is no given name", () => {
  expect(readMail("Dear Mr. Reyl,\n\nThank you.").at("Mr. Reyl").keys.firstName).toBe("Tomas");
});

test("a surgeon's letters make her no adviser, a planner's do", () => {
  const leaning = (letters: string) =>
    readMail(`The note is signed.\n\nIngrid Halloran, ${letters}\nKestrel Orthopedics`).at("Ingrid Halloran").keys
      .leaning;
  expect(leaning("MD, FACS")).toBeUndefined();
  expect(leaning("DNP, MPH")).toBeUndefined();
  expect(leaning("CFP®, CPWA®")).toBe("professional");
});

describe("namesakes of one letter", () => {
  const idsOf = (text: string, words: readonly string[], options: Parameters<typeof readMail>[1]): Set<string> => {
    const { reading } = readMail(text, options);
    const mentions = reading.mentions.filter((mention) => words.includes(mention.text));
    return new Set(mentions.map(({ referentId }) => referentId));
  };
  const theodore = { name: "Theodore Balogun", address: "drbalogun@marsh.example" };
  const teddy = { name: "Teddy Balogun", address: "teddy@clinic.example" };

  test("a father who writes of his son by a short form of their name does not write of himself", () => {
    const text = "Dear Tomas,\n\nI do not want Teddy told as yet.\n\nTheodore Balogun, M.D.";
    expect(idsOf(text, ["Teddy", "Theodore Balogun"], { from: theodore }).size).toBe(2);
  });

  test("whoever says who is writing, or signs, is the writer", () => {
    const text = "Hi Tomas, it's Teddy from the clinic.\n\nThe form is signed.\n\nTeddy";
    expect(idsOf(text, ["Teddy", "Teddy Balogun"], { from: teddy }).size).toBe(1);
  });

  test("Dr. and Mrs. of one surname are a couple, and neither is the son called by his first name", () => {
    const text = "Tomas, Teddy,\n\nI met Mrs. Balogun. The payment that Dr. Balogun left out is due.";
    const options = { from: adviser, to: [teddy] };
    expect(idsOf(text, ["Mrs. Balogun", "Dr. Balogun", "Teddy Balogun"], options).size).toBe(3);
  });

  test("beside a senior, a junior without a surname bears the same", () => {
    const { at } = readMail("The estate of Theodore Balogun, Sr. is open.\n\nTheodore, Jr. is its executor.");
    expect(at("Theodore, Jr.").keys).toMatchObject({ fullName: "Theodore Balogun Jr.", surname: "Balogun" });
  });
});
