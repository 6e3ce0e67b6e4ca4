import { Box, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Output } from "../../../contract/catalogue.ts";
import { Answer } from "../../components/answer.tsx";
import { LinkAnchor } from "../../components/links.tsx";
import { useOperation } from "../../lib/operations.ts";
import { dayWords } from "../../lib/words.ts";
import { cutContent } from "./cut-content.ts";
import classes from "./source-view.module.css";

type Source = Output<"Documents.Get">;
export type Span = {
  readonly documentId: string;
  readonly documentVersionId: string;
  readonly startChar: number;
  readonly endChar: number;
};

/** A message with the span highlighted and scrolled to; what is not the writer's own words (quotes, signature, footer) steps back. */
export const SourceView = ({ span }: { readonly span: Span }) => {
  const { documentId, documentVersionId } = span;
  const source = useOperation("Documents.Get", { documentId, documentVersionId }, { keepsPrevious: true });
  return (
    <Answer query={source} what="the message">
      {(document) => <Message document={document} span={span} />}
    </Answer>
  );
};

const Message = ({ document, span }: { readonly document: Source; readonly span: Span }) => {
  const mark = useRef<HTMLElement>(null);
  const isShown = document.documentVersionId === span.documentVersionId;
  const { startChar } = span;
  useEffect(() => {
    // Another span of the same message: scroll again.
    const content = mark.current?.parentElement;
    if (!isShown || startChar < 0 || !mark.current || !content) return;
    // The message scrolls, the page stays where its reader is.
    content.scrollTop = mark.current.offsetTop - content.offsetTop - content.clientHeight / 3;
  }, [isShown, startChar]);
  return (
    <Box className={classes.card}>
      <Group justify="space-between" wrap="nowrap" className={classes.head}>
        <div>
          <Text size="sm" fw={600} lineClamp={1}>
            {document.subject === "" ? "(no subject)" : document.subject}
          </Text>
          <Text size="xs" c="dimmed">
            {document.from} · {document.localDate === null ? "no date" : dayWords(document.localDate)}
          </Text>
        </div>
        <LinkAnchor to="/mail/documents/$documentId" params={{ documentId: document.documentId }} size="xs">
          Open
        </LinkAnchor>
      </Group>
      {document.state === "removed" ? (
        <Text size="xs" c="orange" px="sm">
          This message is no longer in the mailbox; its words are kept as they were.
        </Text>
      ) : null}
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it scrolls by keyboard */}
      <section className={classes.content} tabIndex={0} aria-label="The message">
        {cutContent(document.content, document.zones, [span]).map(({ startChar, text, zone, isMarked }) =>
          isMarked ? (
            <mark key={startChar} ref={mark} className={classes.mark}>
              {text}
            </mark>
          ) : (
            <span
              key={startChar}
              className={zone === "header" ? classes.header : isQuiet(zone) ? classes.quiet : undefined}
            >
              {text}
            </span>
          ),
        )}
      </section>
    </Box>
  );
};

const isQuiet = (zone: string | undefined): boolean => zone === "quoted" || zone === "footer" || zone === "signature";
