/** Half-open range of UTF-16 code units (JavaScript string indices) into one version's canonical content. */
export type Span = { readonly startChar: number; readonly endChar: number };

/** The longest span that may be stored as evidence, in UTF-16 code units (contracts: Evidence.List). */
export const evidenceSpanCharsMax = 400;
