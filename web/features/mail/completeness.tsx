import { Button, Group, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { Output } from "../../../contract/catalogue.ts";
import { Disclosure } from "../../components/disclosure.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { call } from "../../lib/api.ts";
import { usePages } from "../../lib/operations.ts";
import { saveFile } from "../../lib/save-file.ts";
import { useOrganization } from "../../lib/session.ts";
import { dayWords, momentWords } from "../../lib/words.ts";

type Report = Output<"Mail.Completeness">;

/** A mailbox against Gmail, day by day, with the whole of it as a file. */
export const Completeness = ({ providerAccountId }: { readonly providerAccountId: string }) => (
  <Disclosure title="Completeness, day by day">
    <Days providerAccountId={providerAccountId} />
  </Disclosure>
);

const Days = ({ providerAccountId }: { readonly providerAccountId: string }) => {
  const report = usePages("Mail.Completeness", { providerAccountId, limit: 60 });
  const first = report.data?.pages[0];
  return (
    <>
      {first === undefined ? null : (
        <Group justify="space-between" my="xs">
          <Text size="sm">
            {first.lastFullComparisonAt === null
              ? "Its ids were never compared with Gmail’s in full: an import has nothing to be compared with, a linked account is compared by its first sync."
              : `Compared with Gmail in full ${momentWords(first.lastFullComparisonAt)}: ${first.total.inGmail.toLocaleString("en-US")} there.`}
          </Text>
          <SaveReport providerAccountId={providerAccountId} />
        </Group>
      )}
      <PagesOf
        query={report}
        what="the report"
        itemsOf={(page) => page.days}
        empty={
          <Text size="sm" c="dimmed">
            Nothing is listed yet.
          </Text>
        }
      >
        {(days) => <DayTable days={days} />}
      </PagesOf>
    </>
  );
};

const columns = ["inGmail", "stored", "excluded", "failed", "waiting", "removed"] as const;
const columnWords = ["In Gmail", "Stored", "Left out", "Failed", "Waiting", "Gone since"] as const;

const DayTable = ({ days }: { readonly days: readonly Report["days"][number][] }) => (
  <Table aria-label="Completeness, day by day" fz="sm">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Day</Table.Th>
        {columnWords.map((word) => (
          <Table.Th key={word} ta="right">
            {word}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {days.map((row) => (
        <Table.Tr key={row.day ?? "unknown"}>
          <Table.Td>{row.day === null ? "not known yet" : dayWords(row.day)}</Table.Td>
          {columns.map((column) => (
            <Table.Td key={column} ta="right">
              {row[column].toLocaleString("en-US")}
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

const SaveReport = ({ providerAccountId }: { readonly providerAccountId: string }) => {
  const { slug } = useOrganization();
  const saving = useMutation({
    mutationFn: () => allLines(providerAccountId, slug),
    onSuccess: (lines) => saveFile("completeness.csv", "text/csv", lines),
  });
  return (
    <>
      <Button size="xs" variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
        Download as CSV
      </Button>
      {saving.isError ? <ErrorNotice error={saving.error} /> : null}
    </>
  );
};

const allLines = async (providerAccountId: string, organization: string): Promise<string> => {
  let lines = "";
  let cursor: string | undefined;
  do {
    const input = {
      providerAccountId,
      format: "csv" as const,
      limit: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await call("Mail.Completeness", input, { organization });
    lines += page.csv ?? "";
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return lines;
};
