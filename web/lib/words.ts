const day = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });

/** "2026-02-10" as "Feb 10, 2026"; a date less exact stays as it is. */
export const dayWords = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? day.format(new Date(`${date}T00:00:00Z`)) : date;

/** The reader's own calendar date. */
export const today = (): string => new Intl.DateTimeFormat("sv-SE").format(new Date());

export const dayBefore = (date: string): string => {
  const before = new Date(`${date}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
};

/** An instant in the reader's own zone. */
export const momentWords = (instant: string): string => moment.format(new Date(instant));

export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** A household's people in a line: "Katie, Margaret Thompson and 2 more". */
export const membersWords = (names: readonly string[], count: number): string => {
  const rest = count - names.length;
  if (names.length === 0) return countWords(count, "person", "people");
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
};
