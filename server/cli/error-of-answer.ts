import { BeepError, type ErrorTag, errorTags } from "../errors.ts";

/** The error a server answered with, as the operation threw it there. */
export const errorOfAnswer = (answer: unknown): BeepError => {
  const { tag, message, ...fields } = (answer as { error: { tag: string; message: string } }).error;
  return Object.hasOwn(errorTags, tag)
    ? new BeepError(tag as ErrorTag, message, fields)
    : new BeepError("InternalError", "The server answered something this version does not know.");
};
