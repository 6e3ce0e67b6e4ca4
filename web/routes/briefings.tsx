import { Badge, Table, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { LinkAnchor, LinkButton } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { PagesOf } from "../components/pages-of.tsx";
import { Empty } from "../components/states.tsx";
import { Meetings } from "../features/briefing/meetings.tsx";
import { Preparation } from "../features/briefing/preparation.tsx";
import { usePages } from "../lib/operations.ts";
import { sessionQuery } from "../lib/session.ts";
import { dayWords, momentWords } from "../lib/words.ts";

export const Briefings = () => {
  const briefings = usePages("MeetingPrep.List", { limit: 50 });
  const userId = useSuspenseQuery(sessionQuery).data.user?.id;
  return (
    <Page
      title="Briefings"
      about="Each opens as it was written. Every line points at the words it came from."
      actions={<LinkButton to="/knowledge">Prepare a meeting</LinkButton>}
    >
      <Meetings />
      <Preparation />
      <Title order={2} size="h5">
        Written briefings
      </Title>
      <PagesOf
        query={briefings}
        what="briefings"
        itemsOf={(page) => page.briefings}
        empty={
          <Empty title="No briefing yet">
            <Text size="sm">Type “Prepare me for the … meeting” on the knowledge screen, or press Ctrl-K.</Text>
          </Empty>
        }
      >
        {(rows) => (
          <Table highlightOnHover aria-label="Briefings">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>About</Table.Th>
                <Table.Th>Meeting</Table.Th>
                <Table.Th>Record as of</Table.Th>
                <Table.Th>Written</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ id, subject, meeting, asOf, createdAt, preparedFor }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <LinkAnchor to="/briefings/$briefingId" params={{ briefingId: id }}>
                      {subject.name}
                    </LinkAnchor>
                    {preparedFor === null ? null : (
                      <Badge ml="xs" size="sm" variant="light" tt="none">
                        {preparedFor === userId ? "prepared for you" : "prepared"}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>{meeting.date === null ? "—" : dayWords(meeting.date)}</Table.Td>
                  <Table.Td>{dayWords(asOf)}</Table.Td>
                  <Table.Td>{momentWords(createdAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagesOf>
    </Page>
  );
};
