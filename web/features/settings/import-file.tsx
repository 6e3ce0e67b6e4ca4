import { Button, FileButton, Group, Paper, Progress, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Output } from "../../../contract/catalogue.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { type Progress as Done, sendFile } from "../../lib/api.ts";
import { jobResult } from "../../lib/jobs.ts";
import { refresh } from "../../lib/operations.ts";
import { useOrganization } from "../../lib/session.ts";
import { countWords } from "../../lib/words.ts";

type Imported = Exclude<Output<"Mail.Import">, { jobId: string }>;

/** A mail export from the person's own machine: sent as a stream, counted while it is read. */
export const ImportFile = () => {
  const { slug } = useOrganization();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Done>();
  const importing = useMutation({
    mutationFn: async (file: File): Promise<Imported> => {
      const options = { organization: slug, onProgress: setProgress };
      // The name of a file may be somebody's, and an address is no place for it; its ending says what is in it.
      const fileName = `export${/(\.[a-z]{1,5}){1,2}$/i.exec(file.name)?.[0] ?? ""}`;
      const sent = await sendFile("Mail.Import", { fileName }, file, options);
      return "jobId" in sent ? ((await jobResult(sent.jobId, options)) as Imported) : sent;
    },
    onSettled: () => {
      setProgress(undefined);
      return refresh(client, slug, [
        "Households.List",
        "Threads.List",
        "Mail.SyncStatus",
        "Mailboxes.List",
        "Graph.Get",
      ]);
    },
  });
  const result = importing.data;
  return (
    <Paper withBorder p="md" component="section" aria-label="Import a mail export">
      <Stack gap="sm">
        <Title order={2} size="h5">
          Import a mail export
        </Title>
        <Text size="sm" c="dimmed">
          An mbox file, a single message (.eml) or a Google Takeout archive. It can be repeated: nothing is stored
          twice.
        </Text>
        <Group>
          <FileButton
            onChange={(file) => file !== null && importing.mutate(file)}
            accept=".mbox,.eml,.zip,.tgz,.gz,.txt,application/mbox"
          >
            {(button) => (
              <Button {...button} variant="default" loading={importing.isPending}>
                Choose a file
              </Button>
            )}
          </FileButton>
          {progress === undefined ? null : (
            <Text size="sm" role="status">
              {progress.phase} {progress.done.toLocaleString("en-US")} {progress.unit}
            </Text>
          )}
        </Group>
        {importing.isPending ? (
          <Progress value={(progress?.fraction ?? 0) * 100} striped animated aria-label="Import" />
        ) : null}
        {importing.isError ? <ErrorNotice error={importing.error} /> : null}
        {result === undefined ? null : (
          <Text size="sm" role="status">
            {countWords(result.received, "message")} received: {result.stored} stored, {result.excluded} left out,{" "}
            {result.failed} failed.
          </Text>
        )}
      </Stack>
    </Paper>
  );
};
