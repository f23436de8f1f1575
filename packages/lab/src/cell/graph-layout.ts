import { Graph, layout } from "@dagrejs/dagre";
import type { CellGraph, CellNode } from "./cell-graph.ts";

/** Where the nodes and the lines between them stand, in CSS pixels. */
export type GraphLayout = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly wires: readonly Wire[];
};

/** A node, centred on a point. */
export type Placed = CellNode & {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Wire = {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
};

/** The graph in layers, which fills a width: from left to right, or from top to bottom where there is little room. */
export function graphLayout(graph: CellGraph, width: number): GraphLayout {
  if (isNarrow(width)) return laidOut(graph, { rankdir: "TB", nodesep: 8, ranksep: 18 });
  const dense = laidOut(graph, { rankdir: "LR", nodesep: 12, ranksep: 30 });
  const layers = new Set(dense.nodes.map(({ x }) => x)).size;
  const room = Math.max(0, Math.min(50, (width - dense.width) / layers));
  return room < 4 ? dense : laidOut(graph, { rankdir: "LR", nodesep: 16, ranksep: 30 + room });
}

/** Whether there is too little width for layers from left to right. */
export function isNarrow(width: number): boolean {
  return width < 560;
}

type Spacing = {
  readonly rankdir: "LR" | "TB";
  /** The distance between neighbours in a layer, and that between layers. */
  readonly nodesep: number;
  readonly ranksep: number;
};

function laidOut({ nodes }: CellGraph, spacing: Spacing): GraphLayout {
  const graph = new Graph();
  graph.setGraph({ ...spacing, marginx: 2, marginy: 10 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, sizeOf(node, spacing.rankdir === "TB"));
  for (const { id, from } of nodes) for (const source of from) graph.setEdge(source, id);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ ...node, ...placeOf(graph.node(node.id)) })),
    wires: nodes.flatMap(({ id, from }) =>
      from.map((source) => ({ from: source, to: id, points: graph.edge(source, id).points ?? [] })),
    ),
  };
}

function placeOf({
  x = 0,
  y = 0,
  width = 0,
  height = 0,
}: Partial<Record<"x" | "y" | "width" | "height", number>>) {
  return { x, y, width, height };
}

function sizeOf({ kind, label, gate }: CellNode, isDense: boolean) {
  if (kind === "operation") {
    const name = gate === undefined ? 0 : 6.4 * gate.length;
    return { width: Math.max(38, 10 + 6.4 * label.length, name), height: gate === undefined ? 54 : 68 };
  }
  return { width: Math.max(isDense ? 52 : 62, 14 + 6.6 * label.length), height: 42 };
}
