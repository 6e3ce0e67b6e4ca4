import { expect, test } from "vitest";
import { readMarks } from "./marks.ts";

test("takes out marks within marks, and tells what each marked", () => {
  expect(readMarks("We [gift:give $5 to the [charity:Dayton Fund]], [x] and all.")).toEqual({
    plain: "We give $5 to the Dayton Fund, [x] and all.",
    marked: [
      { thing: "charity", words: "Dayton Fund" },
      { thing: "gift", words: "give $5 to the Dayton Fund" },
    ],
  });
});
