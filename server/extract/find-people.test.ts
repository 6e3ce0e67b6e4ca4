import { expect, test } from "vitest";
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
