// A promise of return or of no loss. "Guarantee period" and "flagged as a guarantee" promise nothing.
const promises = [
  /\bguarantee[sd]?\s+(?:(?:you|an?|the|your|at\s+least|minimum|annual|steady)\s+){0,2}(?:\d|returns?\b|income\b|gains?\b|growth\b|profits?\b|yields?\b|rates?\b|to\s+(?:grow|double|earn|pay|return|beat))/i,
  /\b(?:is|are|be|it['’]s|you['’]re|they['’]re|that['’]s)\s+(?:\w+\s+)?guaranteed\b/i,
  /\brisk[- ]free\b|\b(?:no|zero)[- ]risk\b|\bsure\s+thing\b|\bsafe\s+bet\b/i,
  /\b(?:can(?:no|['’])t|can\s+not|never|won['’]t|will\s+not)\s+(?:possibly\s+)?lose\b(?!\s+(?:touch|sight|track|sleep|count|my|your|his|her|their|the\s+(?:house|keys|form|paper)))/i,
  /\b(?:certain|sure|bound)\s+to\s+(?:grow|rise|earn|double|outperform|go\s+up)\b/i,
  /\bwill\s+(?:double|outperform|beat\s+the\s+market|(?:grow|compound|earn|return)\s+(?:at\s+|by\s+)?\d)/i,
] as const;

const denial =
  /\b(?:can(?:no|['’])?t|cannot|can\s+not|don['’]t|do(?:es)?\s+not|doesn['’]t|never|not|no\s+one|nobody|nothing|won['’]t|isn['’]t|aren['’]t|without|unable\s+to)\b[^.!?;]{0,40}$/i;

/** True when the text promises a return or that nothing can be lost, and does not deny it in the same breath. */
export function holdsPromise(text: string): boolean {
  return promises.some((pattern) => {
    const match = pattern.exec(text);
    return match !== null && !denial.test(text.slice(0, match.index));
  });
}
