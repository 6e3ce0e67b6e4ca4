import { UsageError } from "./usage-error.ts";

/** The number an option was given; UsageError when it is none. */
export const wholeNumber = (option: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} takes a whole number`);
  return Number(text);
};
