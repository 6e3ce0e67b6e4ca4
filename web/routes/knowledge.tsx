import { Stack, Tabs, Text, Title, VisuallyHidden } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Answer } from "../components/answer.tsx";
import { HouseholdSelect } from "../components/household-select.tsx";
import { Empty, Loading } from "../components/states.tsx";
import type { Bullet } from "../features/briefing/bullet-list.tsx";
import { EvidencePanel, Spans } from "../features/evidence/evidence-panel.tsx";
import { AskPanel } from "../features/knowledge/ask-panel.tsx";
import type { Subgraph } from "../features/knowledge/entity-styles.ts";
import { FirstLook } from "../features/knowledge/first-look.tsx";
import { GraphPanel } from "../features/knowledge/graph-panel.tsx";
import { Inspector } from "../features/knowledge/inspector.tsx";
import { PreparePanel } from "../features/knowledge/prepare-panel.tsx";
import type { Selection } from "../features/knowledge/selection.ts";
import { useOperation } from "../lib/operations.ts";
import { onAsk, takeAsk } from "../lib/pending-ask.ts";
import classes from "./knowledge.module.css";

/** A line that was chosen, and whether it is of a briefing, which keeps its evidence, or of an answer. */
type Chosen = { readonly bullet: Bullet; readonly isKept: boolean };

/** A question, the graph and the words behind it, side by side. The entity in the middle is in the URL, by its id. */
export const Knowledge = () => {
  const { entity, isWhole = false } = useSearch({ from: "/shell/knowledge" });
  const navigate = useNavigate();
  const focus = (entityId: string) => navigate({ to: "/knowledge", search: { entity: entityId } });
  const households = useOperation("Households.List", { limit: 200 });
  const isFirstLook = useFirstLook(households.data?.households.length === 0);
  const centre = isWhole ? undefined : (entity ?? households.data?.households[0]?.entityId);
  const [ask, setAsk] = useState(takeAsk);
  const [selection, setSelection] = useState<Selection>();
  const [chosen, setChosen] = useState<Chosen>();
  useEffect(() => onAsk(() => setAsk(takeAsk())), []);
  const select = (selected: Selection | undefined) => {
    setSelection(selected);
    setChosen(undefined);
  };
  return (
    <div className={classes.columns}>
      <VisuallyHidden component="h1">Knowledge</VisuallyHidden>
      <section className={classes.column} aria-label="Ask and prepare">
        <Stack gap="sm">
          {isFirstLook.isIt ? (
            <FirstLook households={households.data?.households ?? []} onDone={isFirstLook.end} />
          ) : null}
          {isFirstLook.isIt ? null : (
            <>
              <HouseholdSelect
                value={isWhole ? everything : centre}
                placeholder="Choose a household"
                first={{ value: everything, label: "Everything you read" }}
                onChange={(chosen) => {
                  if (chosen === everything) void navigate({ to: "/knowledge", search: { isWhole: true } });
                  else if (chosen !== undefined) void focus(chosen);
                }}
              />
              <Tabs key={`${ask?.kind} ${ask?.text}`} defaultValue={ask?.kind ?? "meeting-prep"}>
                <Tabs.List grow>
                  <Tabs.Tab value="meeting-prep">Prepare</Tabs.Tab>
                  <Tabs.Tab value="question">Ask</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="meeting-prep" pt="md">
                  <PreparePanel
                    initialAsk={ask?.kind === "meeting-prep" ? ask.text : ""}
                    chosenBulletId={chosen?.bullet.id}
                    onBullet={(bullet) => setChosen({ bullet, isKept: true })}
                    onBriefing={({ subject }) => focus(subject.entityId)}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="question" pt="md">
                  <AskPanel
                    initialQuestion={ask?.kind === "question" ? ask.text : ""}
                    chosenBulletId={chosen?.bullet.id}
                    onBullet={(bullet) => setChosen({ bullet, isKept: false })}
                  />
                </Tabs.Panel>
              </Tabs>
            </>
          )}
        </Stack>
      </section>
      <div className={classes.centre}>
        {households.isPending ? (
          <Loading what="the graph" />
        ) : (
          <Graph entityId={isFirstLook.isIt ? undefined : centre} selection={selection} onSelect={select} />
        )}
      </div>
      <section className={classes.column} aria-label="Inspector and evidence">
        <Side chosen={chosen} selection={selection} centre={centre} onSelect={select} onFocus={focus} />
      </section>
    </div>
  );
};

const Graph = ({
  entityId,
  selection,
  onSelect,
}: {
  /** Without one: all that is read. */
  readonly entityId: string | undefined;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
}) => {
  const [hops, setHops] = useState(2);
  const input = entityId === undefined ? { limit: 5000 } : { entityId, hops, limit: 2000 };
  const graph = useOperation("Graph.Get", input, { keepsPrevious: true });
  const depth = entityId === undefined ? undefined : { hops, onHops: setHops };
  return (
    <Answer query={graph} what="the graph">
      {(subgraph: Subgraph) =>
        subgraph.entities.length === 0 ? (
          <Empty title="Nothing is known yet">
            <Text size="sm">What the mail says appears here while it is read.</Text>
          </Empty>
        ) : (
          <GraphPanel graph={subgraph} selection={selection} depth={depth} onSelect={onSelect} />
        )
      }
    </Answer>
  );
};

/** No entity's id. */
const everything = "everything";

/** Begins when nothing is known, and goes on while the first mail comes in until the person is done with it. */
const useFirstLook = (isEmpty: boolean): { readonly isIt: boolean; readonly end: () => void } => {
  const [isIt, setIsIt] = useState(false);
  useEffect(() => {
    if (isEmpty) setIsIt(true);
  }, [isEmpty]);
  return { isIt, end: () => setIsIt(false) };
};

const Side = ({
  chosen,
  selection,
  centre,
  onSelect,
  onFocus,
}: {
  readonly chosen: Chosen | undefined;
  readonly selection: Selection | undefined;
  readonly centre: string | undefined;
  readonly onSelect: (selection: Selection) => void;
  readonly onFocus: (entityId: string) => void;
}) => {
  if (chosen !== undefined)
    return (
      <Stack gap="xs">
        <Title order={2} size="h5">
          Where this is from
        </Title>
        <Text size="sm">{chosen.bullet.text}</Text>
        {chosen.isKept ? (
          <EvidencePanel of={{ meetingPrepBulletId: chosen.bullet.id }} about="this line" />
        ) : (
          <Spans key={chosen.bullet.id} spans={chosen.bullet.citations} />
        )}
      </Stack>
    );
  if (selection?.kind === "relation")
    return (
      <Stack gap="xs">
        <Title order={2} size="h5">
          Where this relation is from
        </Title>
        <EvidencePanel of={{ relationId: selection.id }} about="this relation" />
      </Stack>
    );
  const shown = selection?.id ?? centre;
  return shown === undefined ? (
    <Empty title="Choose something in the graph" />
  ) : (
    <Inspector entityId={shown} onSelect={onSelect} onFocus={onFocus} />
  );
};
