import type { Span } from "../lib/span.ts";
import type { FoundDate } from "./dates.ts";
import type { Sentence } from "./segment.ts";

/** A meeting while its message is being read; the referent takes what is known at the end. */
export type MadeMeeting = {
  readonly id: string;
  date: string | null;
  time: string | null;
  previousDate: string | null;
  status: "planned" | "held" | "cancelled";
  place: string | null;
  isReportOnly: boolean;
  name: string;
  readonly topic: Set<string>;
  readonly evidence: Span[];
  readonly attendees: Set<string>;
  readonly sentence: Sentence;
};

/** Only a whole day dates a meeting: "in March" does not. */
export const isDayOnly = (date: FoundDate): boolean => date.kind === "day" && date.iso.length === 10;
