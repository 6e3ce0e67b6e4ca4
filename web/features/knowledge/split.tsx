import { Button, Checkbox, Popover, ScrollArea, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import type { OperationName, Output } from "../../../contract/catalogue.ts";
import { Answer } from "../../components/answer.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAction, useOperation } from "../../lib/operations.ts";

type Words = Output<"Evidence.List">["evidence"][number];

/** Says that some of the words are somebody else's, or something else's: what is chosen leaves, and can be brought back. */
export const Split = ({
  entityId,
  changes,
}: {
  readonly entityId: string;
  readonly changes: readonly OperationName[];
}) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus withArrow shadow="md" width={340}>
      <Popover.Target>
        <Button size="compact-xs" variant="default" onClick={() => setIsOpen(!isOpen)}>
          Two in one…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen ? <SplitForm entityId={entityId} changes={changes} onDone={() => setIsOpen(false)} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
};

const SplitForm = ({
  entityId,
  changes,
  onDone,
}: {
  readonly entityId: string;
  readonly changes: readonly OperationName[];
  readonly onDone: () => void;
}) => {
  const evidence = useOperation("Evidence.List", { entityId, limit: 100 });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const splitting = useAction("Entities.Split", changes);
  const split = (all: readonly Words[]) => {
    const mentions = all.filter((words) => chosen.includes(keyOf(words))).map(spanOf);
    splitting.mutate({ entityId, mentions, reason: reason.trim() }, { onSuccess: onDone });
  };
  return (
    <Answer query={evidence} what="the words">
      {({ evidence: all }) => {
        const mentions = all.filter(({ kind }) => kind === "mention");
        return (
          <Stack gap="xs">
            <Checkbox.Group label="Which words mean another" value={[...chosen]} onChange={setChosen}>
              <ScrollArea.Autosize mah={220} mt={4}>
                <Stack gap={6}>
                  {mentions.map((words) => (
                    <Checkbox
                      key={keyOf(words)}
                      size="xs"
                      value={keyOf(words)}
                      label={
                        <Text span size="xs">
                          …{words.before.slice(-30)}
                          <b>{words.text}</b>
                          {words.after.slice(0, 30)}…
                        </Text>
                      }
                    />
                  ))}
                </Stack>
              </ScrollArea.Autosize>
            </Checkbox.Group>
            <Textarea
              label="Why they are two"
              size="xs"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {splitting.isError ? <ErrorNotice error={splitting.error} /> : null}
            <Button
              size="xs"
              disabled={chosen.length === 0 || reason.trim() === ""}
              loading={splitting.isPending}
              onClick={() => split(mentions)}
            >
              Split
            </Button>
          </Stack>
        );
      }}
    </Answer>
  );
};

const spanOf = ({ documentId, documentVersionId, startChar, endChar }: Words) => ({
  documentId,
  documentVersionId,
  startChar,
  endChar,
});
const keyOf = (words: Words): string => `${words.documentVersionId} ${words.startChar} ${words.endChar}`;
