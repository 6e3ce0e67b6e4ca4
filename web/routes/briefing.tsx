import { Button, CopyButton, Grid, Group, Paper, Text, Title } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Answer } from "../components/answer.tsx";
import { ErrorNotice } from "../components/error-notice.tsx";
import { LinkButton } from "../components/links.tsx";
import { Page } from "../components/page.tsx";
import { Empty } from "../components/states.tsx";
import { briefingText } from "../features/briefing/briefing-text.ts";
import { type Briefing, BriefingView } from "../features/briefing/briefing-view.tsx";
import type { Bullet } from "../features/briefing/bullet-list.tsx";
import { SavePdf } from "../features/briefing/save-pdf.tsx";
import { EvidencePanel } from "../features/evidence/evidence-panel.tsx";
import { useAction, useOperation } from "../lib/operations.ts";
import { momentWords } from "../lib/words.ts";

/** One briefing as it was, with the words behind the line that is chosen. */
export const BriefingScreen = () => {
  const { briefingId } = useParams({ from: "/shell/briefings/$briefingId" });
  const briefing = useOperation("MeetingPrep.Get", { id: briefingId });
  return (
    <Answer query={briefing} what="the briefing" frame={(state) => <Page title="Briefing">{state}</Page>}>
      {(written) => <Opened briefing={written} />}
    </Answer>
  );
};

const Opened = ({ briefing }: { readonly briefing: Briefing }) => {
  const [bullet, setBullet] = useState<Bullet>();
  const navigate = useNavigate();
  const again = useAction("MeetingPrep.Generate", ["MeetingPrep.List"]);
  const regenerate = () =>
    again.mutate(
      { ask: briefing.ask },
      { onSuccess: ({ id }) => navigate({ to: "/briefings/$briefingId/compare", params: { briefingId: id } }) },
    );
  return (
    <Page
      title="Briefing"
      about={`Written ${momentWords(briefing.createdAt)}`}
      actions={
        <Group gap="xs">
          <LinkButton variant="default" to="/briefings/$briefingId/print" params={{ briefingId: briefing.id }}>
            Print
          </LinkButton>
          <SavePdf briefingId={briefing.id} />
          <LinkButton variant="default" to="/briefings/$briefingId/compare" params={{ briefingId: briefing.id }}>
            Compare
          </LinkButton>
          <CopyButton value={briefingText(briefing)}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy as text"}
              </Button>
            )}
          </CopyButton>
          <Button onClick={regenerate} loading={again.isPending}>
            Write it anew
          </Button>
        </Group>
      }
    >
      {again.isError ? <ErrorNotice error={again.error} /> : null}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <BriefingView briefing={briefing} chosenBulletId={bullet?.id} onBullet={setBullet} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Paper withBorder p="md" pos="sticky" top={72}>
            <Title order={2} size="h5" mb="xs">
              Where this is from
            </Title>
            {bullet === undefined ? (
              <Empty title="Choose a line">
                <Text size="sm">Its words in the mail appear here.</Text>
              </Empty>
            ) : (
              <>
                <Text size="sm" mb="sm">
                  {bullet.text}
                </Text>
                <EvidencePanel of={{ meetingPrepBulletId: bullet.id }} about="this line" />
              </>
            )}
          </Paper>
        </Grid.Col>
      </Grid>
    </Page>
  );
};
