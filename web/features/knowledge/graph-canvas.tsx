import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import type Sigma from "sigma";
import type { Subgraph } from "./entity-styles.ts";
import classes from "./graph-canvas.module.css";
import { type GraphView, openGraphView } from "./graph-view.ts";
import type { Selection } from "./selection.ts";

/** The graph as a picture. Everything in it is in the list view too, which is the one for screen readers. */
export const GraphCanvas = ({
  graph,
  selection,
  highlighted,
  showsEdgeLabels,
  onSelect,
  onReady,
}: {
  readonly graph: Subgraph;
  readonly selection: Selection | undefined;
  /** Names that fit what is searched for; the rest steps back. */
  readonly highlighted: ReadonlySet<string> | undefined;
  readonly showsEdgeLabels: boolean;
  readonly onSelect: (selection: Selection | undefined) => void;
  readonly onReady: (sigma: Sigma) => void;
}) => {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<GraphView>(undefined);
  const scheme = useComputedColorScheme("light");
  const handlers = useRef({ onSelect, onReady });
  handlers.current = { onSelect, onReady };

  useEffect(() => {
    if (place.current === null) return;
    const opened = openGraphView(place.current, { onSelect: (selected) => handlers.current.onSelect(selected) });
    view.current = opened;
    handlers.current.onReady(opened.sigma);
    return () => opened.close();
  }, []);
  useEffect(() => view.current?.show(graph), [graph]);
  useEffect(() => view.current?.style({ selection, highlighted, showsEdgeLabels, isDark: scheme === "dark" }));

  return <div ref={place} className={classes.canvas} aria-hidden="true" data-testid="graph-canvas" />;
};
