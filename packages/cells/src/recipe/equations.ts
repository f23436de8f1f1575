import {
  type Application,
  type Condition,
  children,
  type Expression,
  type Leaf,
  type Selection,
} from "./expression.ts";
import { nodes } from "./graph.ts";
import type { Gate, Recipe } from "./recipe.ts";

/**
 * The recipe's step as LaTeX, one equation an entry, in the order in which they can be computed: the gates, what the recipe
 * names in `definitions`, the next state. Written with row vectors, as the code multiplies: x W. The circled dot is the
 * elementwise product. Since they are read off the graph that is computed, they cannot differ from it.
 */
export function equations(recipe: Recipe): string[] {
  const order = nodes(...Object.values(recipe.next));
  const parentsOf = parents(order);
  const roots = new Set(Object.values(recipe.next));
  const symbols = new Map<Expression, string>();
  const lines = new Map<Expression, (print: (node: Expression) => string) => string>();

  const define = (
    node: Expression,
    symbol: string,
    body: (print: (node: Expression) => string) => string,
  ) => {
    symbols.set(node, symbol);
    lines.set(node, (print) => `${symbol} = ${body(print)}`);
  };
  for (const node of order) {
    if (node.kind !== "leaf" || node.role !== "gate") continue;
    const sum = preActivation(recipe, node.name);
    const activation = activationOf(node, parentsOf);
    if (activation === undefined || symbols.has(activation)) {
      define(node, `\\bar{${letter(recipe, node.name)}}_t`, () => sum);
    } else {
      symbols.set(node, sum);
      if (!roots.has(activation))
        define(activation, `${letter(recipe, node.name)}_t`, (print) => print(activation));
    }
  }
  for (const { latex, value } of recipe.definitions) {
    if (!symbols.has(value)) define(value, latex, (print) => print(value));
  }
  for (const name of recipe.state) {
    const value = recipe.next[name] as Expression;
    if (value.kind === "leaf") continue;
    if (!symbols.has(value)) define(value, `${letter(recipe, name)}_t`, (print) => print(value));
  }
  const print = (root: Expression) => (node: Expression) => format(node, root, symbols, recipe);
  return order.flatMap((node) => {
    const line = lines.get(node);
    return line === undefined ? [] : [line(print(node))];
  });
}

function parents(order: readonly Expression[]): Map<Expression, Expression[]> {
  const found = new Map<Expression, Expression[]>();
  for (const node of order)
    for (const child of children(node)) found.set(child, [...(found.get(child) ?? []), node]);
  return found;
}

/** The nonlinearity of the sum that `gate` is a term of, if that is all that the gate is used for. */
function activationOf(
  gate: Expression,
  parentsOf: ReadonlyMap<Expression, Expression[]>,
): Application | undefined {
  const [parent, ...others] = parentsOf.get(gate) ?? [];
  if (others.length > 0 || parent?.kind !== "application") return undefined;
  if (["sigmoid", "tanh", "relu"].includes(parent.operation)) return parent;
  return parent.operation === "add" ? activationOf(parent, parentsOf) : undefined;
}

function letter({ notation }: Recipe, name: string): string {
  return notation[name] ?? (name[0] as string);
}

function preActivation(recipe: Recipe, name: string): string {
  const { from } = recipe.gates.find((gate) => gate.name === name) as Gate;
  const only = recipe.gates.length === 1 ? "" : letter(recipe, name);
  const weight = (source: string) => (only === "" ? `W_${source}` : `W_{${source}${only}}`);
  const terms = [
    ...(from === "hidden" ? [] : [`x_t ${weight("x")}`]),
    ...(from === "input" ? [] : [`h_{t-1} ${weight("h")}`]),
    only === "" ? "b" : `b_${only}`,
  ];
  return terms.join(" + ");
}

/** How tightly an operation binds, so that brackets stand only where they are needed. */
const strength = { add: 1, subtract: 1, negate: 2, modulo: 2, multiply: 2 } as const;

function format(
  root: Expression,
  defining: Expression,
  symbols: ReadonlyMap<Expression, string>,
  recipe: Recipe,
): string {
  const print = (node: Expression, binding = 0): string => {
    const symbol = node === defining ? undefined : symbols.get(node);
    if (symbol !== undefined) return symbol;
    switch (node.kind) {
      case "constant":
        return String(node.value);
      case "leaf":
        return leafSymbol(node, recipe);
      case "application":
        return application(node, binding);
      case "selection":
        return selection(node);
    }
  };
  const application = (node: Application, binding: number): string => {
    const [first, second] = node.operands;
    if (second === undefined)
      return node.operation === "negate"
        ? bracket(`-${print(first, 2)}`, 2, binding)
        : call(node, print(first));
    switch (node.operation) {
      case "divide":
        return `\\frac{${print(first)}}{${print(second)}}`;
      case "maximum":
      case "minimum":
        return `\\${node.operation.slice(0, 3)}(${print(first)}, ${print(second)})`;
      case "multiply": {
        const sign = first.kind === "constant" ? "\\," : " \\odot ";
        return bracket(`${print(first, 2)}${sign}${print(second, 2)}`, strength.multiply, binding);
      }
      case "modulo":
        return bracket(`${print(first, 3)} \\bmod ${print(second, 3)}`, strength.modulo, binding);
      case "add":
        return bracket(`${print(first, 1)} + ${print(second, 1)}`, strength.add, binding);
      default:
        return bracket(`${print(first, 1)} - ${print(second, 2)}`, strength.subtract, binding);
    }
  };
  const selection = ({ condition, whenTrue, whenFalse }: Selection): string => {
    const rows = [`${print(whenTrue)} & ${test(condition)}`];
    const rest =
      whenFalse.kind === "selection" && !symbols.has(whenFalse) ? selection(whenFalse) : print(whenFalse);
    const inner = /^\\begin\{cases\}(.*)\\end\{cases\}$/s.exec(rest)?.[1];
    rows.push(inner === undefined ? `${rest} & \\text{otherwise}` : inner.trim());
    return `\\begin{cases} ${rows.join(" \\\\ ")} \\end{cases}`;
  };
  const test = (condition: Condition): string => {
    if (condition.kind === "training") return "\\text{in training}";
    return `\\text{if } ${print(condition.left)} ${condition.kind === "less" ? "<" : "\\le"} ${print(condition.right)}`;
  };
  return print(root);
}

function bracket(text: string, own: number, binding: number): string {
  return own < binding ? `(${text})` : text;
}

function call({ operation }: Application, argument: string): string {
  switch (operation) {
    case "sigmoid":
      return `\\sigma(${argument})`;
    case "exp":
      return `e^{${argument}}`;
    case "sqrt":
      return `\\sqrt{${argument}}`;
    case "abs":
      return `|${argument}|`;
    case "relu":
      return `\\max(0, ${argument})`;
    default:
      return `\\${operation}(${argument})`;
  }
}

function leafSymbol({ role, name }: Leaf, recipe: Recipe): string {
  const symbol = letter(recipe, name);
  if (role === "state") return `${symbol}_{t-1}`;
  return role === "parameter" || name === "time" ? symbol : `${symbol}_t`;
}
