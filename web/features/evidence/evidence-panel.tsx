import { ActionIcon, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { CallInput } from "../../../contract/catalogue.ts";
import { Answer } from "../../components/answer.tsx";
import { Icon } from "../../components/icons.tsx";
import { Empty } from "../../components/states.tsx";
import { useOperation } from "../../lib/operations.ts";
import { SourceView, type Span } from "./source-view.tsx";

/** What the words are evidence of. */
export type EvidenceOf =
  | { readonly entityId: string }
  | { readonly relationId: string }
  | { readonly attributeId: string }
  | { readonly meetingPrepBulletId: string };

/** The exact words behind something, one after the other, each in its message. Highlights come from Evidence.List alone. */
export const EvidencePanel = ({ of, about }: { readonly of: EvidenceOf; readonly about: string }) => {
  const evidence = useOperation("Evidence.List", { ...of, limit: 100 } as CallInput<"Evidence.List">);
  return (
    <section aria-label={`Evidence for ${about}`}>
      <Answer query={evidence} what="evidence">
        {({ evidence: spans }) =>
          spans.length === 0 ? (
            <Empty title="No evidence you may read" />
          ) : (
            <Spans key={JSON.stringify(of)} spans={spans} />
          )
        }
      </Answer>
    </section>
  );
};

/** Places in messages, one shown at a time. */
export const Spans = ({ spans }: { readonly spans: readonly Span[] }) => {
  const [index, setIndex] = useState(0);
  const current = spans[Math.min(index, spans.length - 1)];
  if (current === undefined) return null;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" aria-live="polite">
          {index + 1} of {spans.length}
        </Text>
        <Group gap={4}>
          <ActionIcon
            variant="default"
            aria-label="Previous evidence"
            disabled={index === 0}
            onClick={() => setIndex(index - 1)}
          >
            <Icon name="previous" size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label="Next evidence"
            disabled={index >= spans.length - 1}
            onClick={() => setIndex(index + 1)}
          >
            <Icon name="next" size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <SourceView span={current} />
    </Stack>
  );
};
