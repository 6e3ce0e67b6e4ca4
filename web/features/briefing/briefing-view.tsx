import { Stack, Text, Title } from "@mantine/core";
import type { Output } from "../../../contract/catalogue.ts";
import { dayWords } from "../../lib/words.ts";
import { type Bullet, BulletList } from "./bullet-list.tsx";
import { WithheldNotice } from "./withheld.tsx";

export type Briefing = Output<"MeetingPrep.Get">;

/** A briefing as it was written: each line opens the words it came from; what was withheld and the disclaimer are always said. */
export const BriefingView = ({
  briefing,
  chosenBulletId,
  onBullet,
}: {
  readonly briefing: Briefing;
  readonly chosenBulletId: string | undefined;
  readonly onBullet: (bullet: Bullet) => void;
}) => (
  <Stack gap="lg">
    <div>
      <Title order={2} size="h3">
        {briefing.subject.name}
      </Title>
      <Text size="sm" c="dimmed">
        {briefing.meeting.date === null ? "No meeting date" : `Meeting on ${dayWords(briefing.meeting.date)}`} · as of{" "}
        {dayWords(briefing.asOf)}
      </Text>
    </div>
    {briefing.sections.map((section) => (
      <section key={section.id} aria-label={section.title}>
        <Title order={3} size="h5" mb={6}>
          {section.title}
        </Title>
        {section.note === undefined ? null : (
          <Text size="sm" c="dimmed">
            {section.note}
          </Text>
        )}
        <BulletList bullets={section.bullets} chosenId={chosenBulletId} onChoose={onBullet} />
      </section>
    ))}
    <WithheldNotice withheld={briefing.withheld} />
    <Text size="xs" c="dimmed" component="p" m={0}>
      {briefing.disclaimer.text}
    </Text>
  </Stack>
);
