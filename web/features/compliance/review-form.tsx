import { Button, Group, Paper, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAction } from "../../lib/operations.ts";
import { momentWords } from "../../lib/words.ts";
import { type Decision, decisionWords, type Flag } from "./flag-words.ts";

/** A decision about a flag, with the reason. What was decided before is kept; the latest is shown. */
export const ReviewForm = ({ flag }: { readonly flag: Flag }) => {
  const [decision, setDecision] = useState<Decision>(flag.review?.decision ?? "cleared");
  const [note, setNote] = useState("");
  const reviewing = useAction("Compliance.ReviewFlag", ["Compliance.Flags"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reviewing.mutate({ flagId: flag.flagId, decision, note: note.trim() }, { onSuccess: () => setNote("") });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label="Review">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h6">
            Review
          </Title>
          {flag.review === null ? null : (
            <Text size="sm">
              {decisionWords[flag.review.decision]} on {momentWords(flag.review.reviewedAt)}: {flag.review.note}
            </Text>
          )}
          <Radio.Group label="Decision" value={decision} onChange={(value) => setDecision(value as Decision)}>
            <Group mt={4}>
              {Object.entries(decisionWords).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Group>
          </Radio.Group>
          <Textarea
            label="Why"
            required
            autosize
            minRows={2}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {reviewing.isError ? <ErrorNotice error={reviewing.error} /> : null}
          <Group>
            <Button type="submit" loading={reviewing.isPending} disabled={note.trim() === ""}>
              Record the review
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};
