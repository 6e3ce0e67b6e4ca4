import { readFileSync } from "node:fs";
import * as z from "zod";

const quoteSchema = z.object({ message: z.string(), quote: z.string().min(1) });

const annotatedMailboxSchema = z.object({
  firm: z.object({ slug: z.string(), mailbox: z.string(), today: z.iso.date() }),
  messages: z.array(
    z.object({
      id: z.string(),
      thread: z.string(),
      inReplyTo: z.string().nullable(),
      date: z.iso.datetime({ offset: true }),
      from: z.string(),
      to: z.array(z.string()),
      cc: z.array(z.string()).default([]),
      subject: z.string(),
      text: z.string(),
      html: z.string().nullish(),
    }),
  ),
  entities: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      name: z.string(),
      attributes: z.record(z.string(), z.string()),
      mentions: z.array(quoteSchema),
    }),
  ),
  relations: z.array(
    z.object({ type: z.string(), from: z.string(), to: z.string(), evidence: z.array(quoteSchema).min(1) }),
  ),
  complianceFlags: z.array(quoteSchema.extend({ category: z.string() })),
  pii: z.array(quoteSchema.extend({ kind: z.string() })),
  briefings: z.array(
    z.object({
      ask: z.string(),
      household: z.string(),
      meeting: z.string(),
      mustInclude: z.array(
        z.object({
          section: z.string(),
          fact: z.string(),
          keywords: z.array(z.string()).min(1),
          evidence: z.array(quoteSchema).min(1),
        }),
      ),
      mustNotInclude: z.array(z.string()),
    }),
  ),
});

/** A mailbox with what a careful associate would note down from it. A quote is an exact substring of its message. */
export type AnnotatedMailbox = z.infer<typeof annotatedMailboxSchema>;
export type AnnotatedMessage = AnnotatedMailbox["messages"][number];
export type AnnotatedEntity = AnnotatedMailbox["entities"][number];
export type AnnotatedBriefing = AnnotatedMailbox["briefings"][number];
export type Quote = z.infer<typeof quoteSchema>;

/** Reads an annotated mailbox; a file of another shape is an error that names what is wrong. */
export function readAnnotatedMailbox(file: string): AnnotatedMailbox {
  const parsed = annotatedMailboxSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is no annotated mailbox:\n${z.prettifyError(parsed.error)}`);
}
