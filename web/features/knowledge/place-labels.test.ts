import fc from "fast-check";
import { expect, test } from "vitest";
import { type Label, placeLabels } from "./place-labels.ts";

const label = (id: string, x: number, y: number, rank = 1): Label => ({
  id,
  x,
  y,
  radius: 8,
  width: 80,
  height: 16,
  rank,
});

const picture = { width: 400, height: 400 };

test("a name stands under its node where there is room", () => {
  expect(placeLabels([label("a", 100, 100)], picture).get("a")).toEqual({ left: 60, top: 111 });
});

test("of two that would cover each other the more important takes its place first, and the other goes elsewhere", () => {
  const places = placeLabels([label("task", 100, 100), label("household", 130, 100, 2)], picture);
  expect(places.get("household")).toEqual({ left: 90, top: 111 });
  expect(places.get("task")).toEqual({ left: 60, top: 73 });
});

test("a name at the rim of the picture is moved inwards, not cut", () => {
  const places = placeLabels([label("left", 10, 100), label("below", 200, 396)], picture);
  expect(places.get("left")).toEqual({ left: 3, top: 111 });
  expect(places.get("below")).toEqual({ left: 160, top: 369 });
});

test("no two names cover each other, however many there are", () => {
  const labels = fc.array(fc.tuple(fc.nat(400), fc.nat(400), fc.nat(5)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(labels, (drawn) => {
      const all = drawn.map(([x, y, rank], index) => label(`node ${index}`, x, y, rank));
      const places = [...placeLabels(all, picture).values()];
      for (const [index, one] of places.entries())
        for (const other of places.slice(index + 1))
          expect(Math.abs(one.left - other.left) >= 80 || Math.abs(one.top - other.top) >= 16).toBe(true);
    }),
  );
});
