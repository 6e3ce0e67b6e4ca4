import { Badge, Button, Group, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { CallInput } from "../../../contract/catalogue.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { Empty } from "../../components/states.tsx";
import { useAction, usePages } from "../../lib/operations.ts";
import { countWords, momentWords } from "../../lib/words.ts";

type Outcome = NonNullable<CallInput<"Audit.List">["outcome"]>;
const outcomes: readonly Outcome[] = ["ok", "denied", "failed", "pending"];
const colors: Readonly<Record<Outcome, string>> = { ok: "green", denied: "orange", failed: "red", pending: "gray" };

/** Who did, was refused or read what, newest first; and a proof that nothing was taken out. */
export const AuditLog = () => {
  const [outcome, setOutcome] = useState<Outcome>();
  const [typed, setTyped] = useState("");
  const [operation] = useDebouncedValue(typed.trim(), 300);
  const events = usePages("Audit.List", {
    ...(outcome === undefined ? {} : { outcome }),
    ...(operation === "" ? {} : { operation }),
  });
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          label="Operation"
          placeholder="Evidence.List"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          label="Outcome"
          clearable
          placeholder="All"
          data={[...outcomes]}
          value={outcome ?? null}
          onChange={(value) => setOutcome(outcomes.find((known) => known === value))}
        />
        <VerifyButton />
      </Group>
      <PagesOf
        query={events}
        what="the audit log"
        itemsOf={(page) => page.events}
        empty={<Empty title="Nothing of that kind" />}
      >
        {(rows) => (
          <Table.ScrollContainer minWidth={760}>
            <Table aria-label="Audit log" verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>When</Table.Th>
                  <Table.Th>Who</Table.Th>
                  <Table.Th>What</Table.Th>
                  <Table.Th>Outcome</Table.Th>
                  <Table.Th>By</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((event) => (
                  <Table.Tr key={event.id}>
                    <Table.Td>{momentWords(event.at)}</Table.Td>
                    <Table.Td>
                      <Text size="xs" ff="monospace">
                        {event.actorId.slice(0, 13)}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {event.actorRole}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {event.operation}
                      {event.question === null ? null : (
                        <Text size="xs" c="dimmed">
                          “{event.question}”
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={colors[event.outcome]} tt="none">
                        {event.errorTag ?? (event.phase === "started" ? "started" : event.outcome)}
                      </Badge>
                    </Table.Td>
                    <Table.Td>{event.door}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </PagesOf>
    </Stack>
  );
};

const VerifyButton = () => {
  const verifying = useAction("Audit.Verify", ["Audit.List"]);
  return (
    <>
      <Button variant="default" onClick={() => verifying.mutate({})} loading={verifying.isPending}>
        Prove the chain
      </Button>
      {verifying.isError ? <ErrorNotice error={verifying.error} /> : null}
      {verifying.data === undefined ? null : (
        <Text size="sm" c={verifying.data.isIntact ? "green" : "red"} role="status">
          {verifying.data.isIntact
            ? `Intact: ${countWords(verifying.data.sealed, "event")} sealed.`
            : `Broken at ${verifying.data.firstBroken?.sequence ?? "an unknown place"}.`}
        </Text>
      )}
    </>
  );
};
