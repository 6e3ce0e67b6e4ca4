import { Badge, Button, Group, Progress, Stack, Table, Text } from "@mantine/core";
import type { Output } from "../../../contract/catalogue.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { useAction, useOperation, usePages } from "../../lib/operations.ts";
import { momentWords } from "../../lib/words.ts";

type Run = Output<"Jobs.List">["jobs"][number];

/** How a mailbox's sync goes at this moment, live, and the runs of the last month. */
export const SyncRuns = ({ providerAccountId }: { readonly providerAccountId: string }) => {
  const running = useOperation("Jobs.List", { providerAccountId, job: "mail.sync", state: "running", limit: 1 });
  const run = running.data?.jobs[0];
  return (
    <>
      {run === undefined ? null : <Running run={run} />}
      <Disclosure title="Runs">
        <Runs providerAccountId={providerAccountId} />
      </Disclosure>
    </>
  );
};

const Running = ({ run }: { readonly run: Run }) => {
  const cancelling = useAction("Jobs.Cancel", ["Jobs.List", "Mail.SyncStatus"]);
  const { progress } = run;
  return (
    <Stack gap={4}>
      <Progress value={(progress?.fraction ?? 1) * 100} striped animated aria-label="Sync" />
      <Group gap="xs">
        <Text size="sm" role="status">
          {progress === null ? "Begun." : `${progress.phase} ${progress.done.toLocaleString("en-US")} ${progress.unit}`}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          disabled={run.isCancelRequested}
          onClick={() => cancelling.mutate({ jobId: run.jobId })}
        >
          {run.isCancelRequested ? "Stopping…" : "Stop"}
        </Button>
      </Group>
      {cancelling.isError ? <ErrorNotice error={cancelling.error} /> : null}
    </Stack>
  );
};

const states: Readonly<Record<Run["state"], { readonly label: string; readonly color: string }>> = {
  queued: { label: "waits", color: "gray" },
  running: { label: "runs", color: "blue" },
  succeeded: { label: "done", color: "green" },
  failed: { label: "failed", color: "red" },
  cancelled: { label: "stopped", color: "gray" },
};

const Runs = ({ providerAccountId }: { readonly providerAccountId: string }) => {
  const runs = usePages("Jobs.List", { providerAccountId, limit: 10 });
  return (
    <PagesOf
      query={runs}
      what="runs"
      itemsOf={(page) => page.jobs}
      empty={
        <Text size="sm" c="dimmed">
          None in the last month.
        </Text>
      }
    >
      {(rows) => (
        <Table aria-label="Runs of the last month" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Begun</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>Read</Table.Th>
              <Table.Th>Outcome</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((run) => (
              <Table.Tr key={run.jobId}>
                <Table.Td>{momentWords(run.startedAt ?? run.requestedAt)}</Table.Td>
                <Table.Td>
                  {kinds[run.job]}
                  {run.requestedBy === "schedule" ? "" : ", asked for"}
                </Table.Td>
                <Table.Td>
                  {run.progress === null ? "—" : `${run.progress.done.toLocaleString("en-US")} ${run.progress.unit}`}
                </Table.Td>
                <Table.Td>
                  <Badge variant="light" color={states[run.state].color} tt="none" autoContrast>
                    {states[run.state].label}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </PagesOf>
  );
};

const kinds: Readonly<Record<Run["job"], string>> = {
  "mail.import": "import",
  "mail.sync": "sync",
  "extraction.run": "read anew",
  "briefing.prepare": "briefing",
};
