import { Badge, Button, Group, SegmentedControl, Stack, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Output } from "../../../contract/catalogue.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { PagesOf } from "../../components/pages-of.tsx";
import { useAction, usePages } from "../../lib/operations.ts";
import { hasRole, useOrganization } from "../../lib/session.ts";
import { dayBefore, dayWords, today } from "../../lib/words.ts";

type Meeting = Output<"Meetings.List">["meetings"][number];

/** The meetings that the mail speaks of, ahead or past, each with its briefing or the way to one. */
export const Meetings = () => {
  const [when, setWhen] = useState<"ahead" | "past">("ahead");
  const meetings = usePages(
    "Meetings.List",
    when === "ahead" ? { limit: 20 } : { from: "1970-01-01", to: dayBefore(today()), order: "latest", limit: 20 },
  );
  return (
    <Stack component="section" gap="xs" aria-label="Meetings">
      <Group justify="space-between">
        <Title order={2} size="h5">
          Meetings in the mail
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Which meetings"
          data={[
            { value: "ahead", label: "Ahead" },
            { value: "past", label: "Past" },
          ]}
          value={when}
          onChange={(value) => setWhen(value === "past" ? "past" : "ahead")}
        />
      </Group>
      <PagesOf
        query={meetings}
        what="meetings"
        itemsOf={(page) => page.meetings}
        empty={
          <Text size="sm" c="dimmed">
            {when === "ahead" ? "The mail speaks of no meeting from today on." : "The mail speaks of no past meeting."}
          </Text>
        }
      >
        {(rows) => (
          <Table aria-label="Meetings in the mail">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th>Meeting</Table.Th>
                <Table.Th>With</Table.Th>
                <Table.Th>Briefing</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((meeting) => (
                <MeetingRow key={meeting.meetingId} meeting={meeting} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagesOf>
    </Stack>
  );
};

const MeetingRow = ({ meeting }: { readonly meeting: Meeting }) => (
  <Table.Tr>
    <Table.Td>
      {dayWords(meeting.date)}
      {meeting.time === null ? "" : `, ${meeting.time}`}
    </Table.Td>
    <Table.Td>
      <Link to="/knowledge" search={{ entity: meeting.meetingId }}>
        {meeting.name}
      </Link>
      {meeting.isMine ? (
        <Badge ml="xs" size="sm" variant="light" tt="none">
          you attend
        </Badge>
      ) : null}
    </Table.Td>
    <Table.Td>{meeting.attendees.map(({ name }) => name).join(", ")}</Table.Td>
    <Table.Td>
      <MeetingBriefing meeting={meeting} />
    </Table.Td>
  </Table.Tr>
);

const MeetingBriefing = ({ meeting: { briefingId, subjects, date } }: { readonly meeting: Meeting }) => {
  const navigate = useNavigate();
  const organization = useOrganization();
  const preparing = useAction("MeetingPrep.Generate", ["MeetingPrep.List", "Meetings.List"]);
  if (briefingId !== null) {
    return (
      <Link to="/briefings/$briefingId" params={{ briefingId }}>
        Open
      </Link>
    );
  }
  if (!hasRole(organization, "advisor")) return null;
  return (
    <Group gap="xs">
      {subjects.map(({ entityId, name }) => (
        <Button
          key={entityId}
          size="compact-xs"
          variant="default"
          loading={preparing.isPending && preparing.variables.subjectEntityId === entityId}
          onClick={() =>
            preparing.mutate(
              { ask: `Prepare me for the ${name} meeting on ${date}`, subjectEntityId: entityId },
              { onSuccess: ({ id }) => navigate({ to: "/briefings/$briefingId", params: { briefingId: id } }) },
            )
          }
        >
          {subjects.length === 1 ? "Prepare" : `Prepare ${name}`}
        </Button>
      ))}
      {preparing.isError ? <ErrorNotice error={preparing.error} /> : null}
    </Group>
  );
};
