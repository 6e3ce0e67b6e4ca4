import { expect, it } from "vitest";
import { fuseRanks } from "./fuse-ranks.ts";

const fuse = (items: readonly { readonly name: string; readonly by: readonly number[] }[]) =>
  fuseRanks(items, [(item) => item.by[0] ?? 0, (item) => item.by[1] ?? 0]).map((item) => item.name);

it("puts what two measures rank high before what one alone ranks first", () => {
  const items = [
    { name: "one measure", by: [9, 0] },
    { name: "both", by: [8, 8] },
    { name: "neither", by: [1, 1] },
    { name: "the other measure", by: [0, 9] },
  ];
  expect(fuse(items)[0]).toBe("both");
});

it("lets no measure's scale decide: ranks count, not sizes", () => {
  const items = [
    { name: "a", by: [1_000_000, 1] },
    { name: "b", by: [2, 2] },
    { name: "c", by: [1, 3] },
  ];
  expect(fuse(items)).toEqual(
    fuse(items.map((item) => ({ ...item, by: [Math.min(item.by[0] ?? 0, 3), item.by[1] ?? 0] }))),
  );
});

it("keeps the order of what all measures rank alike", () => {
  expect(
    fuse([
      { name: "first", by: [1, 1] },
      { name: "second", by: [1, 1] },
    ]),
  ).toEqual(["first", "second"]);
});
