import {
  ActionIcon,
  Alert,
  Box,
  Group,
  SegmentedControl,
  Switch,
  Text,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import type Sigma from "sigma";
import { Icon } from "../../components/icons.tsx";
import { Working } from "../../components/states.tsx";
import { type EntityType, entityStyles, entityTypes, type Subgraph } from "./entity-styles.ts";
import { GraphList } from "./graph-list.tsx";
import classes from "./graph-panel.module.css";
import type { Selection } from "./selection.ts";
import { ShapeMark } from "./shape-mark.tsx";

// The graph library is large: it comes only when a picture is shown.
const GraphCanvas = lazy(() => import("./graph-canvas.tsx").then((module) => ({ default: module.GraphCanvas })));

/** The graph with its tools: search, types, hops, names of edges, picture or list. */
export const GraphPanel = ({
  graph,
  selection,
  depth,
  onSelect,
}: {
  readonly graph: Subgraph;
  readonly selection: Selection | undefined;
  /** How far around the centre; without one it is the whole graph. */
  readonly depth: { readonly hops: number; readonly onHops: (hops: number) => void } | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
}) => {
  const [view, setView] = useState<"picture" | "list">("picture");
  const [hidden, setHidden] = useState<ReadonlySet<EntityType>>(new Set());
  const [words, setWords] = useState("");
  const [showsEdgeLabels, setShowsEdgeLabels] = useState(false);
  const sigma = useRef<Sigma>(undefined);
  const shown = useMemo(() => without(graph, hidden), [graph, hidden]);
  const highlighted = useMemo(() => namedLike(shown, words), [shown, words]);
  const types = entityTypes.filter((type) => graph.entities.some((entity) => entity.type === type));
  return (
    <section className={classes.panel} aria-label="Graph">
      <Group gap="xs" px="md" py={10} className={classes.tools}>
        <TextInput
          size="xs"
          w={168}
          aria-label="Find in the graph"
          placeholder="Find in the graph"
          leftSection={<Icon name="search" size={14} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {depth === undefined ? null : (
          <SegmentedControl
            size="xs"
            aria-label="How far from the centre"
            data={[
              { value: "1", label: "1 hop" },
              { value: "2", label: "2" },
              { value: "3", label: "3" },
            ]}
            value={String(depth.hops)}
            onChange={(value) => depth.onHops(Number(value))}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label="How the graph is shown"
          data={[
            { value: "picture", label: "Picture" },
            { value: "list", label: "List" },
          ]}
          value={view}
          onChange={(value) => setView(value === "list" ? "list" : "picture")}
        />
        {view === "picture" ? (
          <Switch
            size="xs"
            label="Names of edges"
            checked={showsEdgeLabels}
            onChange={(event) => setShowsEdgeLabels(event.currentTarget.checked)}
          />
        ) : null}
      </Group>
      <Box className={classes.types} role="group" aria-label="Types shown">
        {types.map((type) => (
          <TypeToggle
            key={type}
            type={type}
            count={graph.entities.filter((entity) => entity.type === type).length}
            isShown={!hidden.has(type)}
            onToggle={(isShown) => setHidden(toggled(hidden, type, isShown))}
          />
        ))}
      </Box>
      {graph.isTruncated ? (
        <Alert py={4} mx="xs" variant="light">
          <Text size="xs">
            {depth === undefined
              ? leftOutWords(graph)
              : `Only the nearest ${graph.entities.length} are shown. Fewer hops show all of them.`}
          </Text>
        </Alert>
      ) : null}
      <Box className={classes.stage}>
        {view === "list" ? (
          <div className={classes.scroll}>
            <GraphList graph={shown} selection={selection} onSelect={onSelect} />
          </div>
        ) : (
          <Suspense fallback={<Working>Opening the graph…</Working>}>
            <GraphCanvas
              graph={shown}
              selection={selection}
              highlighted={highlighted}
              showsEdgeLabels={showsEdgeLabels}
              onSelect={onSelect}
              onReady={(opened) => {
                sigma.current = opened;
              }}
            />
            <div className={classes.zoom}>
              <ActionIcon
                variant="default"
                aria-label="Zoom in"
                onClick={() => sigma.current?.getCamera().animatedZoom()}
              >
                <Icon name="nearer" size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                aria-label="Zoom out"
                onClick={() => sigma.current?.getCamera().animatedUnzoom()}
              >
                <Icon name="farther" size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                aria-label="Show everything"
                onClick={() => sigma.current?.getCamera().animatedReset()}
              >
                <Icon name="whole" size={16} />
              </ActionIcon>
            </div>
          </Suspense>
        )}
      </Box>
    </section>
  );
};

const leftOutWords = ({ entities, leftOut }: Subgraph): string => {
  const parts = leftOut.map(
    ({ type, count }) => `${count.toLocaleString("en-US")} ${entityStyles[type].plural.toLowerCase()}`,
  );
  return `${entities.length.toLocaleString("en-US")} are shown, households and clients first; left out: ${parts.join(", ")}.`;
};

/** The legend, and the switch: a type's sign, its name, and how many there are. */
const TypeToggle = ({
  type,
  count,
  isShown,
  onToggle,
}: {
  readonly type: EntityType;
  readonly count: number;
  readonly isShown: boolean;
  readonly onToggle: (isShown: boolean) => void;
}) => (
  <UnstyledButton className={classes.type} aria-pressed={isShown} onClick={() => onToggle(!isShown)}>
    <ShapeMark type={type} />
    <span>{entityStyles[type].plural}</span>
    <span className={classes.count}>{count}</span>
  </UnstyledButton>
);

const without = (graph: Subgraph, hidden: ReadonlySet<EntityType>): Subgraph => {
  if (hidden.size === 0) return graph;
  const entities = graph.entities.filter(({ type }) => !hidden.has(type));
  const ids = new Set(entities.map(({ entityId }) => entityId));
  return { ...graph, entities, relations: graph.relations.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
};

const namedLike = ({ entities }: Subgraph, words: string): ReadonlySet<string> | undefined => {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return undefined;
  return new Set(entities.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ entityId }) => entityId));
};

const toggled = <T,>(set: ReadonlySet<T>, item: T, isOut: boolean): ReadonlySet<T> => {
  const next = new Set(set);
  if (isOut) next.delete(item);
  else next.add(item);
  return next;
};
