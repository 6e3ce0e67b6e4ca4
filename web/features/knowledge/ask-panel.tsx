import { Button, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAction } from "../../lib/operations.ts";
import { useOnArrival } from "../../lib/use-on-arrival.ts";
import { countWords, dayWords } from "../../lib/words.ts";
import { type Bullet, BulletList } from "../briefing/bullet-list.tsx";
import { WithheldNotice } from "../briefing/withheld.tsx";

/** A question of the record: answered in cited lines, or told that nothing in it says so, with what was searched. */
export const AskPanel = ({
  initialQuestion,
  chosenBulletId,
  onBullet,
}: {
  readonly initialQuestion: string;
  readonly chosenBulletId: string | undefined;
  readonly onBullet: (bullet: Bullet) => void;
}) => {
  const [question, setQuestion] = useState(initialQuestion);
  const asking = useAction("GraphRAG.Query", []);
  useOnArrival(initialQuestion, (words) => asking.mutate({ question: words }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (question.trim() !== "") asking.mutate({ question: question.trim() });
  };
  const answer = asking.data;
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Stack gap="xs">
          <Textarea
            label="Ask the record"
            description="When does Robert retire?"
            autosize
            minRows={2}
            maxLength={1000}
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
          />
          <Button type="submit" loading={asking.isPending} disabled={question.trim() === ""}>
            Ask
          </Button>
        </Stack>
      </form>
      {asking.isError ? <ErrorNotice error={asking.error} /> : null}
      {answer === undefined ? null : (
        <section aria-label="Answer" aria-live="polite">
          <Stack gap="sm">
            {answer.isAnswered ? (
              <BulletList bullets={answer.bullets} chosenId={chosenBulletId} onChoose={onBullet} />
            ) : (
              <Text>Nothing in the record says so.</Text>
            )}
            <Text size="xs" c="dimmed">
              Searched: {countWords(answer.searched.messages, "message")} of{" "}
              {answer.searched.mailboxes.map(({ label }) => label).join(", ") || "no mailbox"}
              {answer.searched.from === null || answer.searched.to === null
                ? ""
                : `, ${dayWords(answer.searched.from)} to ${dayWords(answer.searched.to)}`}
              .
            </Text>
            <WithheldNotice withheld={answer.withheld} />
            <Text size="xs" c="dimmed">
              {answer.disclaimer.text}
            </Text>
          </Stack>
        </section>
      )}
    </Stack>
  );
};
