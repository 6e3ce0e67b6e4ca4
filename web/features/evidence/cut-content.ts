type Place = { readonly startChar: number; readonly endChar: number };
type Zone = Place & { readonly kind: string };

/** A run of content that lies in one zone and is marked throughout or not at all. */
export type Piece = Place & { readonly text: string; readonly zone: string | undefined; readonly isMarked: boolean };

/** Cuts content at the edges of zones and marks (UTF-16 code units, end-exclusive); joined again the pieces are the content. */
export const cutContent = (content: string, zones: readonly Zone[], marks: readonly Place[]): readonly Piece[] => {
  const edges = new Set([0, content.length]);
  for (const { startChar, endChar } of [...zones, ...marks]) {
    edges.add(Math.min(startChar, content.length));
    edges.add(Math.min(endChar, content.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((startChar, index) => {
    const endChar = cuts[index + 1] ?? content.length;
    const holds = (place: Place) => place.startChar <= startChar && place.endChar >= endChar;
    const text = content.slice(startChar, endChar);
    return { startChar, endChar, text, zone: zones.find(holds)?.kind, isMarked: marks.some(holds) };
  });
};
