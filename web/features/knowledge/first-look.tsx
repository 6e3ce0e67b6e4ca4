import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { LinkButton } from "../../components/links.tsx";
import { hasRole, useOrganization } from "../../lib/session.ts";
import { countWords } from "../../lib/words.ts";
import { ImportFile } from "../settings/import-file.tsx";

/** For whoever comes into an organization in which nothing is known: the two ways to bring mail in, and what came of it so far. */
export const FirstLook = ({
  households,
  onDone,
}: {
  readonly households: readonly object[];
  readonly onDone: () => void;
}) => {
  const organization = useOrganization();
  if (!hasRole(organization, "advisor")) {
    return (
      <Text size="sm">No mail has come in yet. An adviser of your firm links a mailbox or imports an export.</Text>
    );
  }
  return (
    <Stack gap="sm" component="section" aria-label="Begin">
      <Title order={1} size="h4">
        Bring your mail in
      </Title>
      <Text size="sm">
        Beep reads it and draws what it says: households, people, accounts, meetings, and what is to be done. Every part
        of it leads to the words it came from.
      </Text>
      <Paper withBorder p="md">
        <Stack gap="sm" align="flex-start">
          <Title order={2} size="h5">
            Link a Google account
          </Title>
          <Text size="sm" c="dimmed">
            Read only. Its mail is brought up to date every five minutes.
          </Text>
          <LinkButton to="/settings" search={{ settingsTab: "connections" }}>
            Link an account
          </LinkButton>
        </Stack>
      </Paper>
      <ImportFile />
      {households.length === 0 ? null : (
        <Paper withBorder p="md" role="status">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">
              {countWords(households.length, "household")} so far. The graph grows while mail is read.
            </Text>
            <Button onClick={onDone}>Go to the first household</Button>
          </Stack>
        </Paper>
      )}
    </Stack>
  );
};
