import { Group, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Answer } from "../components/answer.tsx";
import { LinkButton } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { Empty } from "../components/states.tsx";
import { type Compared, ComparedSections } from "../features/briefing/compared-sections.tsx";
import { useOperation } from "../lib/operations.ts";
import { countWords, momentWords } from "../lib/words.ts";

/** A briefing beside the one before it: what is new, gone or changed since. */
export const BriefingCompare = () => {
  const { briefingId } = useParams({ from: "/shell/briefings/$briefingId/compare" });
  const compared = useOperation("MeetingPrep.Compare", { id: briefingId });
  return (
    <Answer query={compared} what="the comparison">
      {(found) => (found.before === null ? <NothingBefore briefingId={briefingId} /> : <SideBySide compared={found} />)}
    </Answer>
  );
};

const NothingBefore = ({ briefingId }: { readonly briefingId: string }) => (
  <Page title="Compared" actions={<Back briefingId={briefingId} />}>
    <Empty title="There is no earlier briefing of this subject">
      <Text size="sm">Write it anew when mail has come in: the two are then compared line by line.</Text>
    </Empty>
  </Page>
);

const SideBySide = ({ compared }: { readonly compared: Compared }) => {
  const [isAll, setIsAll] = useState(false);
  const lines = compared.sections.flatMap((section) => section.lines);
  const count = (change: string) => lines.filter((line) => line.change === change).length;
  return (
    <Page
      title="What changed"
      about={`${countWords(count("new"), "new line")}, ${count("changed")} changed, ${count("gone")} gone, ${count("same")} as before.`}
      actions={<Back briefingId={compared.after.id} />}
    >
      <ComparedSections
        sections={compared.sections}
        beforeWords={`Written ${momentWords(compared.before?.createdAt ?? "")}`}
        afterWords={`Written ${momentWords(compared.after.createdAt)}`}
        isAll={isAll}
        onAll={setIsAll}
      />
    </Page>
  );
};

const Back = ({ briefingId }: { readonly briefingId: string }) => (
  <Group>
    <LinkButton variant="default" to="/briefings/$briefingId" params={{ briefingId }}>
      Back to the briefing
    </LinkButton>
  </Group>
);
