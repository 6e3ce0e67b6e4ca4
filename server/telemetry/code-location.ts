/**
 * The innermost frame of ours in an error's stack, as file:line:column below the repository. Everything else of the error
 * stays unread: library messages quote rows and mail.
 */
export const codeLocation = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  // The message stands before the frames, and a line of it could look like one.
  const frames = error.stack.replace(error.message, "").split("\n");
  for (const frame of frames) {
    const match = /\/((?:server|contract)\/[\w./-]+\.ts:\d+:\d+)\)?$/.exec(frame);
    if (match?.[1] !== undefined) return match[1];
  }
  return undefined;
};
