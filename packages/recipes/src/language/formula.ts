import type { Condition, Expression, Leaf, Selection } from "./expression.ts";
import {
  type BinaryDefinition,
  comparisons,
  type Latex,
  operations,
  type UnaryDefinition,
  whole,
} from "./operations.ts";

/** How leaves, and nodes that have a symbol of their own, are written. */
export type Symbols = {
  readonly named?: ReadonlyMap<Expression, string>;
  readonly leafSymbol: (leaf: Leaf) => string;
};

/** The LaTeX of what `node` is computed by. By default leaves are written by their names. */
export function formula(
  node: Expression,
  { named = new Map(), leafSymbol }: Symbols = { leafSymbol: ({ name }) => `\\mathit{${name}}` },
): string {
  const write = (node: Expression): Latex => {
    switch (node.kind) {
      case "constant":
        return { ...whole(numeral(node.value)), isNumber: true };
      case "leaf":
        return whole(leafSymbol(node));
      case "application": {
        const [first, second] = node.operands;
        if (second === undefined)
          return (operations[node.operation] as UnaryDefinition).latex(operand(first));
        return (operations[node.operation] as BinaryDefinition).latex(operand(first), operand(second));
      }
      case "selection":
        return whole(`\\begin{cases} ${cases(node).join(" \\\\ ")} \\end{cases}`);
    }
  };
  const operand = (node: Expression): Latex => {
    const symbol = named.get(node);
    return symbol === undefined ? write(node) : whole(symbol);
  };
  /** A row for each case; selections that stand in the place of `whenFalse` go on with theirs. */
  const cases = ({ condition, whenTrue, whenFalse }: Selection): string[] => {
    const isNested = whenFalse.kind === "selection" && !named.has(whenFalse);
    return [
      `${operand(whenTrue).text} & ${test(condition)}`,
      ...(isNested ? cases(whenFalse) : [`${operand(whenFalse).text} & \\text{otherwise}`]),
    ];
  };
  const test = (condition: Condition): string => {
    if (condition.kind === "training") return "\\text{in training}";
    const [left, right] = [operand(condition.left), operand(condition.right)];
    return `\\text{if } ${left.text} ${comparisons[condition.kind].latex} ${right.text}`;
  };
  return write(node).text;
}

/** A number to seven digits, which hides that 1 - 0.9 is not quite 0.1. */
function numeral(value: number): string {
  const [digits, exponent] = String(Number(value.toPrecision(7))).split("e");
  if (exponent === undefined) return digits as string;
  const power = `10^{${Number(exponent)}}`;
  return digits === "1" ? power : `${digits} \\cdot ${power}`;
}
