import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonalData } from "./mask.ts";

describe("maskPersonalData", () => {
  it("hides what is never shown one unit for one, and leaves what a bullet may show", () => {
    const text = "😀 SSN 219-09-9999, cell 212-555-0187";
    const { text: masked } = maskPersonalData(text);
    expect(masked).toBe("😀 SSN •••••••••••, cell 212-555-0187");
    expect(masked).toHaveLength(text.length);
  });

  it("hides the kinds it is asked to", () => {
    expect(maskPersonalData("cell 212-555-0187", new Set(["phone"] as const)).text).toBe("cell ••••••••••••");
  });

  it("keeps every offset for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (noise) => {
        const text = `${noise} SSN 219-09-9999 ${noise}`;
        const { text: masked, masked: spans } = maskPersonalData(text);
        expect(masked).toHaveLength(text.length);
        for (let i = 0; i < text.length; i++) {
          const hidden = spans.some((span) => i >= span.startChar && i < span.endChar);
          expect(masked[i]).toBe(hidden ? "•" : text[i]);
        }
      }),
    );
  });
});
