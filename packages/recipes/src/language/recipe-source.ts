import { activationOf, parents } from "./equations.ts";
import { type Condition, children, type Expression, type Leaf } from "./expression.ts";
import { nodes } from "./expression-graph.ts";
import { type Operation, operations } from "./operations.ts";
import type { CellRole, Recipe } from "./recipe.ts";

/**
 * The recipe as JavaScript: a call of `recipe` that makes the same graph. Each gate's activation, each state and each value that is used twice has a line of its own.
 *
 * `initialisers` has the source of each per-unit parameter's initialiser; those that it does not name start at 0. What a recipe names in `definitions` is not written.
 */
export function recipeSource(recipe: Recipe, initialisers: Readonly<Record<string, string>> = {}): string {
  const order = nodes(...Object.values(recipe.next));
  const names = namesOf(recipe, order);
  const write = writer(names);
  const lines = order
    .filter((node) => names.has(node))
    .map((node) => `const ${names.get(node)} = ${write.body(node)};`);
  const returned = recipe.state.map((name) => entry(name, write.operand(recipe.next[name] as Expression)));
  const parameters = recipe.parameters.map(
    ({ name }) => `${key(name)}: ${initialisers[name] ?? "(_, units) => new Float32Array(units)"},`,
  );
  return [
    "recipe({",
    `  name: ${text(recipe.name)},`,
    `  gates: ${gatesOf(recipe)},`,
    ...secondOf(recipe),
    `  state: ${list(recipe.state)},`,
    ...(parameters.length === 0
      ? []
      : ["  parameters: {", ...parameters.map((line) => `    ${line}`), "  },"]),
    ...(recipe.inputs.length === 0 ? [] : [`  inputs: ${list(recipe.inputs)},`]),
    ...record("memory", recipe.memory),
    ...record("notation", recipe.notation),
    `  step: (${receivedBy(order)}) => {`,
    ...lines.map((line) => `    ${line}`),
    `    return { ${returned.join(", ")} };`,
    "  },",
    "});",
  ].join("\n");
}

/** How `step` receives the leaves of each role. */
const parts = [
  { role: "gate", name: "gates" },
  { role: "state", name: "state" },
  { role: "parameter", name: "parameters" },
  { role: "input", name: "inputs" },
] as const satisfies readonly { readonly role: CellRole; readonly name: string }[];

/** The builders of operations that do not have their operation's name. */
const builders: Readonly<Partial<Record<Operation, string>>> = {
  negate: "neg",
  subtract: "sub",
  multiply: "mul",
  divide: "div",
  maximum: "max",
  minimum: "min",
  modulo: "mod",
};

/** What the text means already: builders, and what `step` receives. */
const taken = new Set<string>([
  ...Object.keys(operations).map((operation) => builders[operation as Operation] ?? operation),
  ...parts.map(({ name }) => name),
  ...["recipe", "where", "less", "lessOrEqual", "training"],
  // Gates may have the names of keywords, constants may not.
  ...[
    "case",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "for",
    "if",
    "import",
    "in",
    "new",
    "null",
    "return",
  ],
  ...["switch", "this", "throw", "true", "false", "try", "typeof", "var", "void", "while", "with", "yield"],
]);

/** The constants of the text: activations by their gates, states, and what is used more than once. */
function namesOf(recipe: Recipe, order: readonly Expression[]): Map<Expression, string> {
  const parentsOf = parents(order);
  const found = new Map<Expression, string>();
  const add = (node: Expression, name: string) => {
    if (found.has(node) || node.kind === "leaf" || node.kind === "constant") return;
    const known = new Set([...found.values(), ...taken]);
    let free = isIdentifier(name) ? name : "value";
    for (let count = 2; known.has(free); count += 1) free = `${name}${count}`;
    found.set(node, free);
  };
  for (const name of recipe.state) add(recipe.next[name] as Expression, name);
  for (const node of order) {
    if (node.kind !== "leaf" || node.role !== "gate") continue;
    const activation = activationOf(node, parentsOf);
    if (activation !== undefined) add(activation, node.name);
  }
  for (const node of order) if ((parentsOf.get(node)?.length ?? 0) > 1) add(node, "shared");
  return found;
}

function writer(names: ReadonlyMap<Expression, string>) {
  const operand = (node: Expression): string => names.get(node) ?? body(node);
  const body = (node: Expression): string => {
    switch (node.kind) {
      case "constant":
        return Object.is(node.value, -0) ? "-0" : String(node.value);
      case "leaf":
        return leafText(node);
      case "application": {
        const builder = builders[node.operation] ?? node.operation;
        return `${builder}(${terms(node).map(operand).join(", ")})`;
      }
      case "selection": {
        const chosen = [node.whenTrue, node.whenFalse].map(operand);
        return `where(${[test(node.condition), ...chosen].join(", ")})`;
      }
    }
  };
  /** The operands. Sums and products are added and multiplied from the left, so that of those at the left end is one list. */
  const terms = (node: Expression): readonly Expression[] => {
    const [first, ...rest] = children(node) as [Expression, ...Expression[]];
    const folds =
      node.kind === "application" &&
      (node.operation === "add" || node.operation === "multiply") &&
      first.kind === "application" &&
      first.operation === node.operation &&
      !names.has(first);
    return folds ? [...terms(first), ...rest] : [first, ...rest];
  };
  const test = (condition: Condition): string =>
    condition.kind === "training"
      ? "training"
      : `${condition.kind}(${operand(condition.left)}, ${operand(condition.right)})`;
  return { operand, body };
}

function leafText({ role, name }: Leaf): string {
  const part = parts.find((part) => part.role === role)?.name as string;
  return isIdentifier(name) ? `${part}.${name}` : `${part}[${text(name)}]`;
}

function gatesOf({ gates }: Recipe): string {
  if (gates.every(({ from }) => from === "both")) return list(gates.map(({ name }) => name));
  return `{ ${gates.map(({ name, from }) => `${key(name)}: ${text(from)}`).join(", ")} }`;
}

/** The second product. Its factor is written by itself: `recipe` finds what the step computes as well. */
function secondOf({ second }: Recipe): string[] {
  if (second === undefined) return [];
  const received = receivedBy(nodes(second.factor));
  const factor = writer(new Map()).body(second.factor);
  return [`  second: { gates: ${list(second.gates)}, factor: (${received}) => ${factor} },`];
}

/** How a function takes the symbols that the nodes use. */
function receivedBy(order: readonly Expression[]): string {
  const used = parts.filter(({ role }) => order.some((node) => node.kind === "leaf" && node.role === role));
  return `{ ${used.map(({ name }) => name).join(", ")} }`;
}

function record(name: string, entries: Readonly<Record<string, string>>): string[] {
  const written = Object.entries(entries).map(([name, value]) => `${key(name)}: ${text(value)}`);
  return written.length === 0 ? [] : [`  ${name}: { ${written.join(", ")} },`];
}

function entry(name: string, value: string): string {
  return name === value ? name : `${key(name)}: ${value}`;
}

function list(names: readonly string[]): string {
  return `[${names.map(text).join(", ")}]`;
}

function key(name: string): string {
  return isIdentifier(name) ? name : text(name);
}

function text(value: string): string {
  return JSON.stringify(value);
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
