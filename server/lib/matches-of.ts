const none: readonly RegExpExecArray[] = [];

/**
 * All matches of a global expression, in order. Unlike `text.matchAll`, it does not copy the expression on every call,
 * which costs more than most searches of a sentence.
 */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (!match) return none;
  const found: RegExpExecArray[] = [];
  while (match) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex += 1;
    match = pattern.exec(text);
  }
  return found;
}
