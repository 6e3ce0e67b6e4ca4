import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

/** Nodes by number with a first place each, edges as pairs of numbers. */
export type LayoutRequest = { readonly places: Float32Array; readonly edges: Uint32Array };
/** Places in the same order; `isDone` with the last. */
export type LayoutStep = { readonly places: Float32Array; readonly isDone: boolean };

const iterationsAll = 600;
/** Every new place of all nodes costs the page a frame: small graphs have settled when they are first seen, large ones are looked at now and then. */
const iterationsPerStep = 20;
const stepMs = 400;

self.onmessage = async ({ data }: MessageEvent<LayoutRequest>) => {
  const graph = graphOf(data);
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: graph.order > 300,
    slowDown: 4,
    gravity: 0.6,
  };
  let shownAtMs = performance.now();
  for (let done = iterationsPerStep; done <= iterationsAll; done += iterationsPerStep) {
    forceAtlas2.assign(graph, { iterations: iterationsPerStep, settings });
    const isLast = done === iterationsAll;
    if (!isLast && performance.now() - shownAtMs < stepMs) continue;
    shownAtMs = performance.now();
    const places = placesOf(graph);
    const step: LayoutStep = { places, isDone: isLast };
    self.postMessage(step, { transfer: [places.buffer] });
    // A message that ends this layout is seen only between steps.
    await new Promise((resolve) => setTimeout(resolve));
  }
};

const graphOf = ({ places, edges }: LayoutRequest): Graph => {
  const graph = new Graph({ type: "undirected", multi: false });
  for (let node = 0; node * 2 < places.length; node++) {
    graph.addNode(node, { x: places[node * 2] ?? 0, y: places[node * 2 + 1] ?? 0 });
  }
  for (let edge = 0; edge * 2 < edges.length; edge++) graph.mergeEdge(edges[edge * 2], edges[edge * 2 + 1]);
  return graph;
};

const placesOf = (graph: Graph): Float32Array<ArrayBuffer> => {
  const places = new Float32Array(graph.order * 2);
  graph.forEachNode((node, { x, y }) => places.set([x, y], Number(node) * 2));
  return places;
};
