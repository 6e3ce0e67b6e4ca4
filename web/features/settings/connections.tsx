import { Alert, Badge, Button, Group, List, Paper, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Output } from "../../../contract/catalogue.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { useAction, useOperation, usePages } from "../../lib/operations.ts";
import { momentWords } from "../../lib/words.ts";
import { ExclusionRules } from "./exclusion-rules.tsx";
import { ImportFile } from "./import-file.tsx";
import { scopeWords } from "./scope-words.ts";
import { SyncRuns } from "./sync-runs.tsx";

type Connection = Output<"Connections.List">["connections"][number];

const stateWords: Readonly<Record<Connection["state"], { readonly label: string; readonly color: string }>> = {
  active: { label: "can be read", color: "green" },
  missing_scopes: { label: "a permission is missing", color: "orange" },
  needs_relink: { label: "Google refuses it by now", color: "red" },
  revoked: { label: "unlinked", color: "gray" },
};

/** Google's page takes over; it comes back here. */
const goTo = ({ authorizationUrl }: { readonly authorizationUrl: string }) => window.location.assign(authorizationUrl);

/** Linked Google accounts, what Google says each may do, how its mail stands, and mail exports beside them. */
export const Connections = () => {
  const connections = usePages("Connections.List", {});
  return (
    <Stack gap="lg">
      <Outcome />
      <LinkAccount />
      <PagesOf
        query={connections}
        what="linked accounts"
        itemsOf={(page) => page.connections}
        empty={
          <Text size="sm" c="dimmed">
            No Google account is linked yet.
          </Text>
        }
      >
        {(rows) => (
          <Stack>
            {rows.map((connection) => (
              <ConnectionCard key={connection.providerAccountId} connection={connection} />
            ))}
          </Stack>
        )}
      </PagesOf>
      <ImportFile />
    </Stack>
  );
};

/** What came of a visit to Google, by the code with which it sent the person back. */
const outcomes: Readonly<Record<string, { readonly isDone: boolean; readonly text: string }>> = {
  linked: { isDone: true, text: "The account is linked. Bring its mail up to date, or wait five minutes." },
  relinked: { isDone: true, text: "The account is linked again." },
  missing_scopes: { isDone: false, text: "Reading mail was not granted. Relink, and leave its box ticked." },
  other_account: {
    isDone: false,
    text: "Another account came back than the one you named. It is linked and switched off: switch it on if it is meant.",
  },
  denied: { isDone: false, text: "Nothing was linked: the consent was refused at Google." },
  sign_in_required: { isDone: false, text: "Your session ended meanwhile. Sign in and begin again." },
  google_unavailable: { isDone: false, text: "Google did not answer. Begin again in a minute." },
};

const Outcome = () => {
  const { outcome } = useSearch({ from: "/shell/settings" });
  if (outcome === undefined) return null;
  const { isDone, text } = outcomes[outcome] ?? { isDone: false, text: "Linking did not work. Begin again." };
  return (
    <Alert color={isDone ? "green" : "orange"} variant="light" role="status">
      {text}
    </Alert>
  );
};

const LinkAccount = () => {
  const [account, setAccount] = useState("");
  const linking = useAction("Connections.Link", []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    linking.mutate(account.trim() === "" ? {} : { account: account.trim() }, { onSuccess: goTo });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label="Link a Google account">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="h5">
            Link a Google account
          </Title>
          <Text size="sm" c="dimmed">
            Beep asks to read mail, and nothing else: it cannot send, change or delete. At first only you read what
            comes in.
          </Text>
          <Group align="flex-end">
            <TextInput
              label="Which account"
              description="So that another one that comes back is noticed"
              type="email"
              placeholder="you@firm.example"
              value={account}
              onChange={(event) => setAccount(event.currentTarget.value)}
            />
            <Button type="submit" loading={linking.isPending}>
              Continue to Google
            </Button>
          </Group>
          {linking.isError ? <ErrorNotice error={linking.error} /> : null}
        </Stack>
      </form>
    </Paper>
  );
};

const ConnectionCard = ({ connection }: { readonly connection: Connection }) => {
  const { providerAccountId, address, state } = connection;
  const relinking = useAction("Connections.Relink", []);
  const unlinking = useAction("Connections.Unlink", ["Connections.List"]);
  const activating = useAction("Mailboxes.Activate", ["Connections.List", "Mail.SyncStatus"]);
  const sharing = useAction("Mailboxes.SetAudience", ["Connections.List"]);
  const syncing = useAction("Mail.Sync", ["Mail.SyncStatus"]);
  const failure = relinking.error ?? unlinking.error ?? activating.error ?? sharing.error ?? syncing.error;
  const words = stateWords[state];
  return (
    <Paper withBorder p="md" component="section" aria-label={address}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h6">
            {address}
          </Title>
          <Badge variant="light" color={words.color} tt="none">
            {words.label}
          </Badge>
        </Group>
        <List size="sm">
          {connection.grantedScopes.map((scope) => (
            <List.Item key={scope}>{scopeWords(scope)}</List.Item>
          ))}
        </List>
        {connection.missingScopes.length === 0 ? null : (
          <Alert color="orange" variant="light" title="Google has not granted this">
            <List size="sm">
              {connection.missingScopes.map((scope) => (
                <List.Item key={scope}>{scopeWords(scope)}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        <SyncLine providerAccountId={providerAccountId} />
        {connection.isRevocationPending ? (
          <Text size="sm">Google has not answered yet that it took the grant back; Beep tries again every minute.</Text>
        ) : null}
        {failure === null ? null : <ErrorNotice error={failure} />}
        <Group gap="sm">
          {state === "revoked" ? null : (
            <>
              <Switch
                label="Read its mail"
                checked={connection.isActive}
                onChange={(event) => activating.mutate({ providerAccountId, isActive: event.currentTarget.checked })}
              />
              <Switch
                label="Open to the firm"
                checked={connection.audience === "firm"}
                onChange={(event) =>
                  sharing.mutate(
                    event.currentTarget.checked || connection.linkedBy === null
                      ? { providerAccountId, audience: "firm" }
                      : { providerAccountId, audience: "members", userIds: [connection.linkedBy] },
                  )
                }
              />
              <Button
                size="xs"
                variant="default"
                disabled={state !== "active" || !connection.isActive}
                loading={syncing.isPending}
                onClick={() => syncing.mutate({ providerAccountId })}
              >
                Bring up to date
              </Button>
            </>
          )}
          <Button
            size="xs"
            variant={state === "active" ? "default" : "filled"}
            loading={relinking.isPending}
            onClick={() => relinking.mutate({ providerAccountId }, { onSuccess: goTo })}
          >
            Relink
          </Button>
          {state === "revoked" ? null : (
            <ConfirmButton
              size="xs"
              variant="subtle"
              color="red"
              question="Its tokens are destroyed here and taken back at Google. What was read stays."
              confirm="Unlink"
              onConfirm={() => unlinking.mutate({ providerAccountId })}
            >
              Unlink
            </ConfirmButton>
          )}
        </Group>
        {state === "revoked" ? null : <ExclusionRules providerAccountId={providerAccountId} />}
        <SyncRuns providerAccountId={providerAccountId} />
        <History history={connection.history} />
      </Stack>
    </Paper>
  );
};

const SyncLine = ({ providerAccountId }: { readonly providerAccountId: string }) => {
  const status = useOperation("Mail.SyncStatus", { providerAccountId });
  const mailbox = status.data?.mailboxes[0];
  if (mailbox === undefined || mailbox.sync === null) return null;
  return (
    <Text size="sm" role="status">
      {mailbox.sync.summary} {mailbox.stored.toLocaleString("en-US")} stored, {mailbox.excluded.toLocaleString("en-US")}{" "}
      left out, {mailbox.failed.toLocaleString("en-US")} failed.
    </Text>
  );
};

const historyWords: Readonly<Record<Connection["history"][number]["kind"], string>> = {
  linked: "linked",
  relinked: "linked again",
  unlinked: "unlinked",
  scopes_changed: "permissions changed",
  refused_by_google: "refused by Google",
  taken_back_at_google: "taken back at Google",
};

const History = ({ history }: { readonly history: Connection["history"] }) => (
  <details>
    <summary>
      <Text span size="sm">
        History
      </Text>
    </summary>
    <List size="sm">
      {history.map(({ at, kind }) => (
        <List.Item key={`${at} ${kind}`}>
          {momentWords(at)}: {historyWords[kind]}
        </List.Item>
      ))}
    </List>
  </details>
);
