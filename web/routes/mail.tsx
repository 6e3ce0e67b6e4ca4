import { Badge, Grid, NavLink, Stack, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Answer } from "../components/answer.tsx";
import { LinkNav } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { PagesOf } from "../components/pages-of.tsx";
import { Empty } from "../components/states.tsx";
import { useOperation, usePages } from "../lib/operations.ts";
import { countWords, momentWords } from "../lib/words.ts";

/** Households and their conversations, the latest first. */
export const Mail = () => {
  const { household } = useSearch({ from: "/shell/mail" });
  const navigate = useNavigate();
  const households = useOperation("Households.List", { limit: 200 });
  const choose = (entityId: string | undefined) =>
    navigate({ to: "/mail", search: entityId === undefined ? {} : { household: entityId } });
  return (
    <Page
      title="Mail"
      about="Every message is kept as it was received. What was left out or failed, and why, is in the ledger."
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 4, lg: 3 }}>
          <Stack gap={2} component="nav" aria-label="Households">
            <LinkNav to="/mail/ledger" label="Ledger and completeness" />
            <NavLink
              label="All conversations"
              active={household === undefined}
              onClick={() => choose(undefined)}
              component="button"
            />
            <Answer query={households} what="households">
              {(listed) =>
                listed.households.map(({ entityId, name, clients }) => (
                  <NavLink
                    key={entityId}
                    component="button"
                    label={name}
                    description={countWords(clients, "person", "people")}
                    active={household === entityId}
                    onClick={() => choose(entityId)}
                  />
                ))
              }
            </Answer>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 8, lg: 9 }}>
          <Threads householdId={household} />
        </Grid.Col>
      </Grid>
    </Page>
  );
};

const Threads = ({ householdId }: { readonly householdId: string | undefined }) => {
  const threads = usePages("Threads.List", householdId === undefined ? {} : { householdId });
  return (
    <section aria-label="Conversations">
      <Title order={2} size="h5" mb="xs">
        Conversations
      </Title>
      <PagesOf
        query={threads}
        what="conversations"
        itemsOf={(page) => page.threads}
        empty={
          <Empty title="No mail here yet">
            <Text size="sm">
              <Link to="/settings" search={{ settingsTab: "connections" }}>
                Connect a mailbox or import an export
              </Link>
            </Text>
          </Empty>
        }
      >
        {(rows) => (
          <Table highlightOnHover aria-label="Conversations">
            <Table.Tbody>
              {rows.map(({ threadId, providerAccountId, subject, messages, lastSentAt }) => (
                <Table.Tr key={`${providerAccountId} ${threadId}`}>
                  <Table.Td>
                    <Link to="/mail/threads/$mailboxId/$threadId" params={{ mailboxId: providerAccountId, threadId }}>
                      {subject === "" ? "(no subject)" : subject}
                    </Link>
                  </Table.Td>
                  <Table.Td>
                    <Badge variant="light" color="gray">
                      {messages}
                    </Badge>
                  </Table.Td>
                  <Table.Td ta="right" c="dimmed" fz="sm">
                    {lastSentAt === null ? "no date" : momentWords(lastSentAt)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagesOf>
    </section>
  );
};
