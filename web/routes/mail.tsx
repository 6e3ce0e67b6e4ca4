import { Grid, NavLink, Stack, Table, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { LinkAnchor, LinkNav } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { PagesOf } from "../components/pages-of.tsx";
import { Empty } from "../components/states.tsx";
import { usePages } from "../lib/operations.ts";
import { membersWords, momentWords } from "../lib/words.ts";
import classes from "./mail.module.css";

/** Households and their conversations, the latest first. */
export const Mail = () => {
  const { household } = useSearch({ from: "/shell/mail" });
  const navigate = useNavigate();
  const households = usePages("Households.List", { limit: 100 });
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
            <LinkNav to="/mail/ledger" label="Ledger and completeness" className={classes.household ?? ""} />
            <NavLink
              label="All conversations"
              className={classes.household ?? ""}
              active={household === undefined}
              onClick={() => choose(undefined)}
              component="button"
            />
            <PagesOf query={households} what="households" itemsOf={(page) => page.households} empty={null}>
              {(listed) =>
                listed.map(({ entityId, name, members, clients }) => (
                  <NavLink
                    key={entityId}
                    component="button"
                    label={name}
                    className={classes.household ?? ""}
                    description={membersWords(members, clients)}
                    active={household === entityId}
                    onClick={() => choose(entityId)}
                  />
                ))
              }
            </PagesOf>
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
      <PagesOf
        query={threads}
        what="conversations"
        itemsOf={(page) => page.threads}
        empty={
          <Empty title="No mail here yet">
            <Text size="sm">
              <LinkAnchor to="/settings" search={{ settingsTab: "connections" }}>
                Connect a mailbox or import an export
              </LinkAnchor>
            </Text>
          </Empty>
        }
      >
        {(rows) => (
          <Table highlightOnHover aria-label="Conversations">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Conversation</Table.Th>
                <Table.Th ta="right">Messages</Table.Th>
                <Table.Th ta="right">Latest</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ threadId, providerAccountId, subject, messages, lastSentAt }) => (
                <Table.Tr key={`${providerAccountId} ${threadId}`}>
                  <Table.Td>
                    <LinkAnchor
                      to="/mail/threads/$mailboxId/$threadId"
                      params={{ mailboxId: providerAccountId, threadId }}
                    >
                      {subject === "" ? "(no subject)" : subject}
                    </LinkAnchor>
                  </Table.Td>
                  <Table.Td ta="right">{messages}</Table.Td>
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
