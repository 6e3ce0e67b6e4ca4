import { Badge, Button, Group, NumberInput, Select, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { CallInput } from "../../../contract/catalogue.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { Secret } from "../../components/secret.tsx";
import { Empty } from "../../components/states.tsx";
import { useAction, usePages } from "../../lib/operations.ts";
import { dayWords, momentWords } from "../../lib/words.ts";

type Role = CallInput<"ApiKeys.Create">["role"];
const roles: readonly Role[] = ["viewer", "advisor", "admin", "compliance"];

/** Keys for programs: of this organization and one role, hashed, shown once, ending by themselves. */
export const ApiKeys = () => {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [days, setDays] = useState(90);
  const creating = useAction("ApiKeys.Create", ["ApiKeys.List"]);
  const revoking = useAction("ApiKeys.Revoke", ["ApiKeys.List"]);
  const keys = usePages("ApiKeys.List", {});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    creating.mutate({ name: name.trim(), role, expiresInDays: days }, { onSuccess: () => setName("") });
  };
  return (
    <Stack>
      <Title order={2} size="h5">
        API keys
      </Title>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput
            label="What it is for"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="Role"
            data={[...roles]}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole(roles.find((known) => known === value) ?? "viewer")}
          />
          <NumberInput
            label="Days"
            min={1}
            max={365}
            value={days}
            onChange={(value) => setDays(Number(value))}
            w={90}
          />
          <Button type="submit" loading={creating.isPending}>
            Make a key
          </Button>
        </Group>
      </form>
      {creating.isError ? <ErrorNotice error={creating.error} /> : null}
      {revoking.isError ? <ErrorNotice error={revoking.error} /> : null}
      {creating.data === undefined ? null : (
        <Secret value={creating.data.key}>Send it as “Authorization: Bearer …”. Beep keeps only a hash of it.</Secret>
      )}
      <PagesOf query={keys} what="API keys" itemsOf={(page) => page.apiKeys} empty={<Empty title="No key yet" />}>
        {(rows) => (
          <Table aria-label="API keys">
            <Table.Tbody>
              {rows.map((key) => (
                <Table.Tr key={key.apiKeyId}>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {key.name}
                    </Text>
                    <Text size="xs" c="dimmed" ff="monospace">
                      {key.start}…
                    </Text>
                  </Table.Td>
                  <Table.Td>{key.role}</Table.Td>
                  <Table.Td>
                    <Badge variant="light" tt="none" color={key.state === "active" ? "green" : "gray"}>
                      {key.state === "active" ? `until ${dayWords(key.expiresAt.slice(0, 10))}` : key.state}
                    </Badge>
                  </Table.Td>
                  <Table.Td>
                    {key.lastUsedAt === null ? "never used" : `last used ${momentWords(key.lastUsedAt)}`}
                  </Table.Td>
                  <Table.Td ta="right">
                    {key.state === "active" ? (
                      <ConfirmButton
                        size="xs"
                        variant="subtle"
                        color="red"
                        question="Programs that use it are refused from the next call on."
                        confirm="Revoke"
                        onConfirm={() => revoking.mutate({ apiKeyId: key.apiKeyId })}
                      >
                        Revoke
                      </ConfirmButton>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagesOf>
    </Stack>
  );
};
