import { Group, List, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Answer } from "../components/answer.tsx";
import { LinkAnchor } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { Empty } from "../components/states.tsx";
import { Completeness } from "../features/mail/completeness.tsx";
import { reasonWords } from "../features/mail/reason-words.ts";
import { useOperation } from "../lib/operations.ts";
import { momentWords } from "../lib/words.ts";

/** What became of every message received: stored, left out with the reason, or failed with the reason. */
export const Ledger = () => {
  const status = useOperation("Mail.SyncStatus", {});
  return (
    <Page
      title="Mail ledger"
      about="Every message received is stored, left out with a reason, or failed with a reason and tried again. The counts always add up."
      actions={
        <LinkAnchor to="/mail" size="sm">
          Back to mail
        </LinkAnchor>
      }
    >
      <Answer query={status} what="the ledger">
        {({ mailboxes }) =>
          mailboxes.length === 0 ? (
            <Empty title="No mailbox yet" />
          ) : (
            <Stack>
              {mailboxes.map((mailbox) => (
                <Paper
                  key={mailbox.providerAccountId}
                  withBorder
                  p="md"
                  component="section"
                  aria-label={mailbox.address}
                >
                  <Group justify="space-between">
                    <Title order={2} size="h5">
                      {mailbox.address}
                    </Title>
                    <Text size="sm" c="dimmed">
                      {mailbox.lastAt === null
                        ? "nothing received yet"
                        : `last received ${momentWords(mailbox.lastAt)}`}
                    </Text>
                  </Group>
                  <SimpleGrid cols={{ base: 2, sm: 4 }} mt="sm">
                    <Count label="received" value={mailbox.received} />
                    <Count label="stored" value={mailbox.stored} />
                    <Count label="left out" value={mailbox.excluded} />
                    <Count label="failed" value={mailbox.failed} />
                  </SimpleGrid>
                  <Reasons title="Left out" reasons={mailbox.excludedBy} />
                  <Reasons title="Failed" reasons={mailbox.failedBy} />
                  <Completeness providerAccountId={mailbox.providerAccountId} />
                </Paper>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
};

const Count = ({ label, value }: { readonly label: string; readonly value: number }) => (
  <div>
    <Text fz={24} fw={650}>
      {value.toLocaleString("en-US")}
    </Text>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
  </div>
);

const Reasons = ({
  title,
  reasons,
}: {
  readonly title: string;
  readonly reasons: Readonly<Record<string, number>>;
}) => {
  const entries = Object.entries(reasons);
  if (entries.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mt="sm">
        {title}
      </Text>
      <List size="sm">
        {entries.map(([reason, count]) => (
          <List.Item key={reason}>
            {count} × {reasonWords(reason)}
          </List.Item>
        ))}
      </List>
    </div>
  );
};
