import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import { drawHover, gatherLabels } from "./draw-label.ts";
import { entityStyles, relationWords, type Subgraph } from "./entity-styles.ts";
import type { LayoutRequest, LayoutStep } from "./layout.worker.ts";
import { nodeShapes } from "./node-shapes.ts";
import type { Selection } from "./selection.ts";

export type GraphView = {
  readonly sigma: Sigma;
  /** Shows another graph; what stays keeps its place. */
  readonly show: (graph: Subgraph) => void;
  readonly style: (style: Style) => void;
  readonly close: () => void;
};

export type Style = {
  readonly selection: Selection | undefined;
  readonly highlighted: ReadonlySet<string> | undefined;
  readonly showsEdgeLabels: boolean;
  readonly isDark: boolean;
};

/** From so many nodes on, what costs a frame is left out while the picture moves, and an edge is chosen from the list or the inspector. */
const largeFrom = 1500;

/** Opens the picture in a place of the page: pan, zoom, drag of nodes, a click on a node or an edge. The layout runs in a worker. */
export const openGraphView = (
  place: HTMLElement,
  { onSelect }: { readonly onSelect: (selection: Selection | undefined) => void },
): GraphView => {
  const graph = new Graph({ type: "directed", multi: true });
  let style: Style = { selection: undefined, highlighted: undefined, showsEdgeLabels: false, isDark: false };
  const labels = gatherLabels(() => style.isDark);
  const sigma = new Sigma(graph, place, {
    allowInvalidContainer: true,
    nodeProgramClasses: nodeShapes,
    edgeProgramClasses: { arrow: EdgeArrowProgram },
    defaultEdgeType: "arrow",
    enableEdgeEvents: true,
    labelRenderedSizeThreshold: 5,
    labelDensity: 4,
    labelGridCellSize: 80,
    labelFont: "ui-sans-serif, system-ui, sans-serif",
    edgeLabelSize: 11,
    // Names are as wide as this on either side of the outermost nodes.
    stagePadding: 64,
    labelSize: 12.5,
    labelWeight: "500",
    defaultDrawNodeLabel: labels.gather,
    defaultDrawNodeHover: drawHover(() => style.isDark),
    zIndex: true,
    nodeReducer: (node, data) => nodeStyle(graph, style, node, data),
    edgeReducer: (edge, data) => edgeStyle(graph, style, edge, data),
  });
  labels.drawWhenRendered(sigma);
  const endDragging = dragNodes(sigma, graph);
  sigma.on("clickNode", ({ node }) => onSelect({ kind: "entity", id: node }));
  sigma.on("clickEdge", ({ edge }) => onSelect({ kind: "relation", id: edge }));
  sigma.on("clickStage", () => onSelect(undefined));
  sigma.on("enterNode", () => place.classList.add("pointing"));
  sigma.on("leaveNode", () => place.classList.remove("pointing"));

  let endLayout = () => {};
  return {
    sigma,
    show(next) {
      endLayout();
      replace(graph, next);
      const isLarge = graph.order > largeFrom;
      sigma.setSettings({ hideEdgesOnMove: isLarge, hideLabelsOnMove: isLarge, enableEdgeEvents: !isLarge });
      delete place.dataset.settled;
      const { width, height } = sigma.getDimensions();
      endLayout = layOut(graph, height / Math.max(1, width), () => {
        place.dataset.settled = "true";
      });
    },
    style(next) {
      style = next;
      sigma.setSettings({
        renderEdgeLabels: next.showsEdgeLabels,
        edgeLabelColor: { color: next.isDark ? "#b5b5b5" : "#555" },
      });
      sigma.refresh({ skipIndexation: true });
    },
    close() {
      endLayout();
      endDragging();
      sigma.kill();
    },
  };
};

/** Nodes and edges as they are now. A new node starts beside a neighbour that has a place, so that growth is seen where it happens. */
const replace = (graph: Graph, next: Subgraph): void => {
  const entities = new Set(next.entities.map(({ entityId }) => entityId));
  for (const node of graph.nodes()) if (!entities.has(node)) graph.dropNode(node);
  const neighbours = neighboursOf(next);
  for (const [index, { entityId, type, name, hops }] of next.entities.entries()) {
    const { color, shape, size } = entityStyles[type];
    const look = { label: name, color, type: shape, size: hops === 0 ? size * 1.35 : size };
    if (graph.hasNode(entityId)) {
      graph.mergeNodeAttributes(entityId, look);
      continue;
    }
    const near = (neighbours.get(entityId) ?? []).find((other) => graph.hasNode(other));
    const [x, y] = near === undefined ? [0, 0] : [graph.getNodeAttribute(near, "x"), graph.getNodeAttribute(near, "y")];
    // The golden angle: deterministic, and no two start on one spot.
    const angle = index * 2.399963;
    const distance = near === undefined ? Math.sqrt(index) * 4 : 2;
    graph.addNode(entityId, { ...look, x: x + Math.cos(angle) * distance, y: y + Math.sin(angle) * distance });
  }
  const relations = new Set(next.relations.map(({ relationId }) => relationId));
  for (const edge of graph.edges()) if (!relations.has(edge)) graph.dropEdge(edge);
  for (const { relationId, type, from, to, supersededBy } of next.relations) {
    if (graph.hasEdge(relationId) || !graph.hasNode(from) || !graph.hasNode(to)) continue;
    graph.addEdgeWithKey(relationId, from, to, { label: relationWords(type), size: supersededBy === null ? 1.6 : 0.8 });
  }
};

const neighboursOf = ({ relations }: Subgraph): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = found.get(from);
    if (known === undefined) found.set(from, [to]);
    else known.push(to);
  };
  for (const { from, to } of relations) {
    add(from, to);
    add(to, from);
  }
  return found;
};

/** Starts the layout's worker; each of its steps moves the nodes that nobody holds. The answer ends it; `onDone` says that it ended by itself. */
const layOut = (graph: Graph, heightByWidth: number, onDone: () => void): (() => void) => {
  if (graph.order < 2) {
    onDone();
    return () => {};
  }
  const nodes = graph.nodes();
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const places = Float32Array.from(
    nodes.flatMap((node) => [graph.getNodeAttribute(node, "x"), graph.getNodeAttribute(node, "y")]),
  );
  const edges = Uint32Array.from(
    graph.mapEdges((_edge, _data, from, to) => [numbers.get(from) ?? 0, numbers.get(to) ?? 0]).flat(),
  );
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<LayoutStep>) => {
    const stretch = stretchOf(data.places, heightByWidth);
    graph.updateEachNodeAttributes((node, attributes) => {
      const at = (numbers.get(node) ?? 0) * 2;
      if (attributes.isHeld === true) return attributes;
      return { ...attributes, x: data.places[at], y: (data.places[at + 1] ?? 0) * stretch };
    });
    if (!data.isDone) return;
    worker.terminate();
    onDone();
  };
  const request: LayoutRequest = { places, edges };
  worker.postMessage(request);
  return () => worker.terminate();
};

/** A layout is about as high as wide; the place it is drawn in may not be. */
const stretchOf = (places: Float32Array, heightByWidth: number): number => {
  const spanOf = (offset: number) => {
    const along = places.filter((_, index) => index % 2 === offset);
    return Math.max(...along) - Math.min(...along);
  };
  const [width, height] = [spanOf(0), spanOf(1)];
  return width === 0 || height === 0 ? 1 : Math.min(1.6, Math.max(0.6, (heightByWidth * width) / height));
};

/** A node follows the pointer that holds it, and stays where it is let go. */
const dragNodes = (sigma: Sigma, graph: Graph): (() => void) => {
  let held: string | undefined;
  const captor = sigma.getMouseCaptor();
  sigma.on("downNode", ({ node }) => {
    held = node;
    graph.setNodeAttribute(node, "isHeld", true);
    if (sigma.getCustomBBox() === null) sigma.setCustomBBox(sigma.getBBox());
  });
  const move = (event: { x: number; y: number; preventSigmaDefault: () => void; original: Event }) => {
    if (held === undefined) return;
    const { x, y } = sigma.viewportToGraph(event);
    graph.mergeNodeAttributes(held, { x, y });
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  };
  const release = () => {
    held = undefined;
  };
  captor.on("mousemovebody", move);
  captor.on("mouseup", release);
  return () => {
    captor.off("mousemovebody", move);
    captor.off("mouseup", release);
  };
};

type Look = Record<string, unknown>;

const nodeStyle = (graph: Graph, { selection, highlighted, isDark }: Style, node: string, data: Look): Look => {
  const isSelected = selection?.id === node;
  const isNear =
    selection === undefined ||
    isSelected ||
    (selection.kind === "entity"
      ? graph.hasNode(selection.id) && graph.areNeighbors(node, selection.id)
      : graph.hasEdge(selection.id) && graph.extremities(selection.id).includes(node));
  if (isSelected || highlighted?.has(node) === true) return { ...data, highlighted: true, forceLabel: true, zIndex: 2 };
  if (isNear && highlighted === undefined) return { ...data, forceLabel: selection !== undefined, zIndex: 1 };
  return { ...data, color: isDark ? "#3b4045" : "#d8dcdf", label: "", zIndex: 0 };
};

const edgeStyle = (graph: Graph, { selection, isDark }: Style, edge: string, data: Look): Look => {
  const quiet = isDark ? "#50575d" : "#bcc3c8";
  if (selection === undefined) return { ...data, color: quiet };
  const isChosen = selection.id === edge;
  const isNear = isChosen || graph.extremities(edge).includes(selection.id);
  if (isNear) return { ...data, color: isDark ? "#8fb8b0" : "#2f7d72", size: isChosen ? 4 : 2.2, forceLabel: true };
  return { ...data, color: isDark ? "#2f3438" : "#e9ecee", label: "" };
};
