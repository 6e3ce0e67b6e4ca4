import { Button, Group, Popover, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { OperationName } from "../../../contract/catalogue.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAction, useOperation } from "../../lib/operations.ts";
import { hasRole, useOrganization } from "../../lib/session.ts";
import { momentWords } from "../../lib/words.ts";
import type { Subgraph } from "./entity-styles.ts";
import { Split } from "./split.tsx";

/** What a decision about the graph changes on the screen. */
const changed: readonly OperationName[] = ["Graph.Get", "Evidence.List", "Households.List", "Corrections.List"];

type Entity = Subgraph["entities"][number];

/** What a person may decide of an entity: right, wrong, the same as another, done; and what was decided, with the way back. */
export const Corrections = ({ entity }: { readonly entity: Entity }) => {
  const isAdvisor = hasRole(useOrganization(), "advisor");
  return (
    <Stack gap="xs">
      {isAdvisor ? <Decide entity={entity} /> : null}
      <Decided entityId={entity.entityId} mayUndo={isAdvisor} />
    </Stack>
  );
};

const Decide = ({ entity: { entityId, type } }: { readonly entity: Entity }) => {
  const confirming = useAction("Facts.Confirm", changed);
  const rejecting = useAction("Facts.Reject", changed);
  const setting = useAction("ActionItems.SetStatus", changed);
  const failure = confirming.error ?? rejecting.error ?? setting.error;
  return (
    <>
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="default"
          loading={confirming.isPending}
          onClick={() => confirming.mutate({ entityId })}
        >
          Confirm
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          loading={rejecting.isPending}
          onClick={() => rejecting.mutate({ entityId })}
        >
          Reject
        </Button>
        <Merge entityId={entityId} type={type} />
        <Split entityId={entityId} changes={changed} />
        {type === "ActionItem" ? (
          <Button
            size="compact-xs"
            variant="default"
            loading={setting.isPending}
            onClick={() => setting.mutate({ entityId, status: "done" })}
          >
            Mark as done
          </Button>
        ) : null}
      </Group>
      {failure === null ? null : <ErrorNotice error={failure} />}
    </>
  );
};

const Merge = ({ entityId, type }: { readonly entityId: string; readonly type: Entity["type"] }) => {
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [other, setOther] = useState<string>();
  const [reason, setReason] = useState("");
  const [words] = useDebouncedValue(typed.trim(), 200);
  const input = { query: words === "" ? "-" : words, types: [type], kinds: ["entity" as const], limit: 20 };
  const found = useOperation("Graph.Search", input, { enabled: isOpen && words.length > 1, keepsPrevious: true });
  const merging = useAction("Entities.Merge", changed);
  const choices = (found.data?.results ?? []).flatMap((result) =>
    result.kind === "entity" && result.entityId !== entityId ? [{ value: result.entityId, label: result.name }] : [],
  );
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus withArrow shadow="md" width={300}>
      <Popover.Target>
        <Button size="compact-xs" variant="default" onClick={() => setIsOpen(!isOpen)}>
          Same as…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput label="Name" size="xs" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          <Select
            label="Which one"
            size="xs"
            data={choices}
            value={other ?? null}
            onChange={(value) => setOther(value ?? undefined)}
            comboboxProps={{ withinPortal: false }}
          />
          <Textarea
            label="Why they are one"
            size="xs"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {merging.isError ? <ErrorNotice error={merging.error} /> : null}
          <Button
            size="xs"
            disabled={other === undefined || reason.trim() === ""}
            loading={merging.isPending}
            onClick={() =>
              other !== undefined &&
              merging.mutate(
                { entityId, otherEntityId: other, reason: reason.trim() },
                { onSuccess: () => setIsOpen(false) },
              )
            }
          >
            Merge
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};

const Decided = ({ entityId, mayUndo }: { readonly entityId: string; readonly mayUndo: boolean }) => {
  const corrections = useOperation("Corrections.List", { entityId });
  const undoing = useAction("Corrections.Undo", changed);
  const rows = corrections.data?.corrections ?? [];
  return (
    <>
      {rows.map(({ correctionId, kind, reason, decidedAt }) => (
        <Group key={correctionId} gap={6} wrap="nowrap">
          <Text size="xs" c="dimmed">
            {kindWords[kind]} on {momentWords(decidedAt)}
            {reason === "" ? "" : `: ${reason}`}
          </Text>
          {mayUndo ? (
            <Button size="compact-xs" variant="subtle" onClick={() => undoing.mutate({ correctionId })}>
              Undo
            </Button>
          ) : null}
        </Group>
      ))}
      {undoing.isError ? <ErrorNotice error={undoing.error} /> : null}
    </>
  );
};

const kindWords = {
  confirm: "Confirmed",
  reject: "Rejected",
  merge: "Merged",
  split: "Split",
  set_status: "Status set",
  assign: "Said whose the words are",
  later: "Put off",
} as const;
