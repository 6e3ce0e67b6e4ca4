/** The lines of a message's body by number, without a string for each: a body may have fifty million. */
export type Lines = {
  readonly count: number;
  /** Offset of a line's first unit in the content; of `count`, the content's length. */
  readonly start: (line: number) => number;
  /** A line without its end, without `depth` levels of "> ", at most `lineCharsMax` long. */
  readonly text: (line: number, depth: number) => string;
};

/** What tells a line's kind stands at its beginning or the line is short; longer ones are read this far. */
const lineCharsMax = 1000;

export function linesOf(content: string, from: number): Lines {
  let count = 0;
  for (let at = from; at < content.length; at = nextLine(content, at)) count += 1;
  const starts = new Uint32Array(count + 1);
  for (let at = from, line = 0; at < content.length; at = nextLine(content, at)) starts[line++] = at;
  starts[count] = content.length;
  const start = (line: number): number => starts[line] ?? content.length;
  return {
    count,
    start,
    text: (line, depth) => {
      const end = start(line + 1);
      const text = content.slice(
        start(line),
        Math.min(content[end - 1] === "\n" ? end - 1 : end, start(line) + lineCharsMax),
      );
      return depth === 0 ? text : unquote(text, depth);
    },
  };
}

const nextLine = (content: string, at: number): number => {
  const newline = content.indexOf("\n", at);
  return newline < 0 ? content.length : newline + 1;
};

const unquote = (text: string, depth: number): string => {
  let rest = text;
  for (let level = 0; level < depth; level++) rest = rest.replace(/^ {0,3}> ?/, "");
  return rest;
};
