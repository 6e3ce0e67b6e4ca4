import { expect, test } from "vitest";
import { adviser, client, readMail } from "../../test/build/read-mail.ts";

test("a proposed meeting has its date, time, place and who comes", () => {
  const mail = readMail("Ingrid,\n\nHow about Thursday, January 22 at 3:30 at our office?\n\nTomas", {
    from: adviser,
    to: [client],
  });
  expect(mail.at("Thursday, January 22 at 3:30").keys).toMatchObject({ date: "2026-01-22", time: "15:30" });
  expect(mail.values("Thursday, January 22", "place")).toEqual(["the office"]);
  expect(mail.values("Thursday, January 22", "status")).toEqual(["planned"]);
  expect(mail.related("Thursday, January 22", "attends")).toEqual(["Tomas Reyl", "Ingrid Halloran"]);
});

test("a moved meeting is one meeting that remembers the day it leaves", () => {
  const mail = readMail("I can't do the 20th. Could we do Tuesday the 27th instead, say 2pm?");
  expect(mail.at("Tuesday the 27th").keys).toMatchObject({
    date: "2026-01-27",
    time: "14:00",
    previousDate: "2026-01-20",
  });
});

test("a meeting that took place is held", () => {
  const mail = readMail("It was great seeing you both last night.");
  expect(mail.values("last night", "date")).toEqual(["2026-01-13"]);
  expect(mail.values("last night", "status")).toEqual(["held"]);
});

test("a cancelled meeting is cancelled", () => {
  const mail = readMail("I have to cancel our call on the 22nd.");
  expect(mail.values("our call on the 22nd", "status")).toEqual(["cancelled"]);
});

test("reads a calendar invitation with the time it replaces", () => {
  const mail = readMail(
    "This event has been changed.\n\nHalloran annual review\nWhen: Tuesday Feb 10, 2026, 2pm - 3:30pm (EST)\nOld time: Tuesday Feb 3, 2026, 10am - 11:30am (EST)\nWhere: Reyl Wealth, Room 2\nGuests: Tomas Reyl, Ingrid Halloran\n",
    {
      from: adviser,
      to: [client],
      subject: "Updated invitation: Halloran annual review @ Tue Feb 10, 2026 2pm - 3:30pm (EST)",
    },
  );
  expect(mail.at("Halloran annual review").keys).toMatchObject({
    date: "2026-02-10",
    time: "14:00",
    previousDate: "2026-02-03",
  });
});

test("a doctor's appointment and a webinar are not the firm's meetings", () => {
  for (const text of [
    "My doctor's appointment is on January 20 at 9:00.",
    "Join our webinar on Thursday, January 22 at 1pm.",
    "Graduation practice is Friday at 10.",
  ])
    expect(readMail(text).words("Meeting")).toEqual([]);
});

test("a day called off beside the day agreed is the one the meeting leaves", () => {
  const mail = readMail(
    "I confirm our meeting for Thursday, February 26 at 2:00 in the big room. February 24 is cancelled.",
  );
  const meetings = mail.reading.referents.filter(({ type }) => type === "Meeting");
  expect(meetings.map(({ keys }) => [keys.date, keys.previousDate])).toEqual([["2026-02-26", "2026-02-24"]]);
});

test("a call from somebody in the past moves no meeting ahead", () => {
  const mail = readMail(
    "I will be at the meeting on the 26th. You took a phone call from my mother on Monday the 5th.",
  );
  const dates = mail.reading.referents.flatMap(({ type, keys }) => (type === "Meeting" && keys.date ? keys.date : []));
  expect(dates).toContain("2026-01-26");
});
