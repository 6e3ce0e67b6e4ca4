import { expect, it } from "vitest";
import { nameEvent } from "./name-event.ts";

it("names events as one would say them", () => {
  expect(nameEvent("Katie: wedding", "marriage")).toBe("Katie’s wedding");
  expect(nameEvent("Boris Lind: retirement", "retirement")).toBe("Boris Lind’s retirement");
  expect(nameEvent("Helen: had a fall", "illness")).toBe("Helen had a fall");
  expect(nameEvent("Ada: having my hip replaced", "illness")).toBe("Ada, having their hip replaced");
  expect(nameEvent("Death of Joe", "death")).toBe("Death of Joe");
  expect(nameEvent("Death of our mother", "death", "Ada Lind")).toBe("Death of Ada Lind");
  expect(nameEvent("Death of Mom", "death", "Ada Lind")).toBe("Death of Ada Lind");
  expect(nameEvent("Death of our mother", "death")).toBe("Death of their mother");
});
