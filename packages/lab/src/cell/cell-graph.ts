import { children, type Expression, nodes, type Operation, type Recipe } from "@tenetjs/recipes";
import { stepRoots } from "@tenetjs/recipes/internals";
import { activationOf } from "../training/trace-cell.ts";

/** A node of the drawing: what a step is given, an operation, or a state after the step. */
export type CellNode = {
  readonly id: string;
  readonly kind: "gate" | "state" | "parameter" | "input" | "operation" | "next";
  /** What stands in it: a name, or the sign of an operation. */
  readonly label: string;
  /** The gate whose activation it is, if it is one. */
  readonly gate: string | undefined;
  /** The limits of its values, if it is the activation of a gate and has some. */
  readonly domain: "unit" | "signed" | undefined;
  /** What it stands for. */
  readonly value: Expression;
  /** The ids of the nodes that lead to it. */
  readonly from: readonly string[];
};

export type CellGraph = {
  /** Every expression of the step, operands first. */
  readonly order: readonly Expression[];
  readonly nodes: readonly CellNode[];
  /** What works at a time, in order: the gates' sums and all else that is given, each operation, and the states. */
  readonly moments: readonly (readonly CellNode[])[];
};

/** The graph of a recipe's step as it is drawn. Constants stand in the operations that use them. */
export function cellGraph(recipe: Recipe): CellGraph {
  const order = nodes(...stepRoots(recipe));
  const { second } = recipe;
  const idOf = new Map(order.map((node, index) => [node, String(index)]));
  // Of gates that share an activation, the first gives it its name.
  const activations = new Map(
    recipe.gates.toReversed().map(({ name }) => [activationOf(recipe, name), name]),
  );
  const drawn = order.flatMap((value): CellNode[] => {
    if (value.kind === "constant") return [];
    const from = children(value).filter(({ kind }) => kind !== "constant");
    const shared = {
      id: idOf.get(value) as string,
      value,
      from: [...new Set(from)].map((node) => idOf.get(node) as string),
    };
    if (value.kind === "leaf") {
      const kind = value.role as "gate" | "state" | "parameter" | "input";
      const isLate = kind === "gate" && (second?.gates.includes(value.name) ?? false);
      return [
        {
          ...shared,
          // The sum of a second product waits for its factor.
          from: isLate ? [idOf.get(second?.factor as Expression) as string] : [],
          kind,
          label: kind === "state" ? `${value.name}ₜ₋₁` : value.name,
          gate: undefined,
          domain: undefined,
        },
      ];
    }
    const gate = activations.get(value);
    return [
      {
        ...shared,
        kind: "operation",
        label: signOf(value),
        gate,
        domain: gate === undefined ? undefined : domainOf(value),
      },
    ];
  });
  const last = recipe.state.map((name): CellNode => {
    const value = recipe.next[name] as Expression;
    const from = value.kind === "constant" ? [] : [idOf.get(value) as string];
    return {
      id: `next ${name}`,
      kind: "next",
      label: `${name}ₜ`,
      gate: undefined,
      domain: undefined,
      value,
      from,
    };
  });
  const waits = ({ kind, from }: CellNode) => kind === "operation" || from.length > 0;
  return {
    order,
    nodes: [...drawn, ...last],
    moments: [drawn.filter((node) => !waits(node)), ...drawn.filter(waits).map((node) => [node]), last],
  };
}

/** The sign of each operation, as it stands in a circle and between operands. */
export const signs: Readonly<Record<Operation, string>> = {
  ...{
    sigmoid: "σ",
    tanh: "tanh",
    relu: "relu",
    exp: "exp",
    log: "ln",
    sqrt: "√",
    sin: "sin",
    cos: "cos",
    abs: "abs",
    round: "round",
    stopGradient: "stop",
  },
  ...{ negate: "−", add: "+", subtract: "−", multiply: "×", divide: "÷", modulo: "mod" },
  ...{ maximum: "max", minimum: "min" },
};

/** The sign of an operation, with a constant operand at its side: "1 −". */
function signOf(value: Expression): string {
  if (value.kind !== "application") return "if";
  const [left, right] = value.operands;
  const sign = signs[value.operation];
  const number = (node: Expression | undefined) =>
    node?.kind === "constant" ? String(Number(node.value.toPrecision(3))).replace("-", "−") : "";
  return [number(left), sign, number(right)].filter((part) => part !== "").join(" ");
}

function domainOf(value: Expression): CellNode["domain"] {
  if (value.kind !== "application") return undefined;
  if (value.operation === "sigmoid") return "unit";
  return value.operation === "tanh" ? "signed" : undefined;
}
