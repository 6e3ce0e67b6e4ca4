import { Alert, Button, Group, List, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Output } from "../../../contract/catalogue.ts";
import { Answer } from "../../components/answer.tsx";
import { Disclosure } from "../../components/disclosure.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useAction, useOperation } from "../../lib/operations.ts";
import { countWords } from "../../lib/words.ts";
import { reasonWords } from "../mail/reason-words.ts";

type Judged = Output<"Mail.Rules">;
type Rules = Judged["rules"];

/** What is left out of a mailbox: by label, address, domain and day; counted first, then set. */
export const ExclusionRules = ({ providerAccountId }: { readonly providerAccountId: string }) => (
  <Disclosure title="What is left out">
    <Loaded providerAccountId={providerAccountId} />
  </Disclosure>
);

const Loaded = ({ providerAccountId }: { readonly providerAccountId: string }) => {
  const current = useOperation("Mail.Rules", { providerAccountId });
  return (
    <Answer query={current} what="the rules">
      {(judged) => <RulesForm key={judged.version} providerAccountId={providerAccountId} current={judged} />}
    </Answer>
  );
};

const RulesForm = ({
  providerAccountId,
  current,
}: {
  readonly providerAccountId: string;
  readonly current: Judged;
}) => {
  const [rules, setRules] = useState<Rules>(current.rules);
  const trying = useAction("Mail.Rules", []);
  const setting = useAction("Mail.Rules", ["Mail.Rules", "Mail.SyncStatus"]);
  const change = (part: Partial<Rules>) => {
    trying.reset();
    setting.reset();
    setRules({ ...rules, ...part });
  };
  const labels = current.knownLabels.map(({ name }) => name);
  return (
    <Stack gap="sm" mt="xs">
      <TagsInput
        label="Labels"
        description="Drafts, spam, trash and chats are left out unless you take them away here"
        data={[...new Set([...labels, ...rules.labels])]}
        value={[...rules.labels]}
        onChange={(value) => change({ labels: value })}
      />
      <TagsInput
        label="Addresses"
        description="Mail from or to any of them"
        placeholder="newsletter@example.com"
        value={[...rules.addresses]}
        onChange={(value) => change({ addresses: value })}
      />
      <TagsInput
        label="Domains"
        description="And their subdomains"
        placeholder="example.com"
        value={[...rules.domains]}
        onChange={(value) => change({ domains: value })}
      />
      <Group grow>
        <TextInput
          type="date"
          label="Nothing before"
          value={rules.before ?? ""}
          onChange={(event) => change({ before: event.currentTarget.value || null })}
        />
        <TextInput
          type="date"
          label="Nothing after"
          value={rules.after ?? ""}
          onChange={(event) => change({ after: event.currentTarget.value || null })}
        />
      </Group>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          loading={trying.isPending}
          onClick={() => trying.mutate({ providerAccountId, rules, isDryRun: true })}
        >
          Count first
        </Button>
        <Button
          size="xs"
          loading={setting.isPending}
          onClick={() => setting.mutate({ providerAccountId, rules, isDryRun: false })}
        >
          Set
        </Button>
      </Group>
      {trying.data === undefined ? null : <Counted judged={trying.data} />}
      {trying.isError ? <ErrorNotice error={trying.error} /> : null}
      {setting.isError ? <ErrorNotice error={setting.error} /> : null}
      {setting.isSuccess ? (
        <Text size="sm" role="status">
          Set. The next sync leaves out what they name.
        </Text>
      ) : null}
    </Stack>
  );
};

/** What the rules would do, before they do it. */
const Counted = ({ judged: { alreadyRead, leftOutNow, unknownLabels, counted } }: { readonly judged: Judged }) => {
  const read = Object.entries(alreadyRead);
  return (
    <Alert variant="light" color={read.length === 0 ? "gray" : "orange"} title="A dry run" role="status">
      <Text size="sm">{counted.summary}</Text>
      {read.length === 0 ? null : (
        <>
          <Text size="sm" mt="xs">
            Read already, and so not to be left out by a rule. With these the rules cannot be set:
          </Text>
          <Reasons reasons={read} />
        </>
      )}
      {Object.keys(leftOutNow).length === 0 ? null : (
        <>
          <Text size="sm" mt="xs">
            Left out at present, and judged again by the next sync:
          </Text>
          <Reasons reasons={Object.entries(leftOutNow)} />
        </>
      )}
      {unknownLabels.length === 0 ? null : (
        <Text size="sm" mt="xs">
          The mailbox has no label {unknownLabels.join(", ")}.
        </Text>
      )}
    </Alert>
  );
};

const Reasons = ({ reasons }: { readonly reasons: readonly (readonly [string, number])[] }) => (
  <List size="sm">
    {reasons.map(([reason, count]) => (
      <List.Item key={reason}>
        {countWords(count, "message")}: {reasonWords(reason)}
      </List.Item>
    ))}
  </List>
);
