import {
  type Arithmetic,
  type Comparison,
  comparisons,
  type Operation,
  operations,
} from "../language/operations.ts";
import { simplified } from "../language/simplify.ts";

/**
 * A value that the compiler computes from memory. Equal values (the same operation on the same operands) are one object, constants are folded in
 * float32, and trivial algebra such as x + 0 is simplified when a value is made.
 */
export type Value = {
  /** In order of creation, so that operands come before what uses them. */
  readonly id: number;
  readonly operation: ValueOperation;
  readonly operands: readonly Value[];
  /** What a `constant` is. */
  readonly constant?: number;
  /** Where a `read` reads. */
  readonly place?: Place;
};

/** The operations of recipes, and those that only the compiler makes. */
export type ValueOperation = Operation | Comparison | "flush" | "choose" | "constant" | "read";

/** A number in memory: the current unit's number in block `index` of a buffer, or number `index` of the inputs. */
export type Place = { readonly buffer: BufferName; readonly index: number };

/** What a step of a cell reads and writes. */
export type StepBuffer =
  /** A row's gates, before nonlinearity and bias, in their order in memory; then what is saved for the backward pass, and then
   * the gates' gradients. */
  | "slots"
  /** A row's states before the step, in the recipe's order. */
  | "previous"
  /** The same after it. */
  | "next"
  /** A row's output. */
  | "output"
  /** Its gradient. */
  | "outputGradient"
  /** The gradients of the next states, which become those of the previous states. */
  | "carry"
  /** Numbers of a unit that all rows of a step share. */
  | "units"
  | "unitGradients"
  /** Each gate's bias, in the gates' order in memory, then the recipe's parameters. */
  | "parameters"
  | "parameterGradients"
  /** For each of the recipe's inputs: one number per row, or a single number if all rows share it. */
  | "inputs"
  | "inputGradients";

/** What an optimizer's update reads and writes: numbers of tensors, and the scalars of the step. */
export type UpdateBuffer = "gradient" | "parameter" | "slot" | "scalars" | "update" | "nextSlot";

export type BufferName = StepBuffer | UpdateBuffer;

/**
 * Gradients below this are flushed to 0. Vanishing gradients would become denormal numbers, which are many times slower, and WebAssembly has no
 * flush-to-zero mode. The limit is eight decimal orders above the denormals, so that products with a gradient stay normal too.
 */
export const smallestGradient = 1e-30;

/** Makes values; see {@link Value}. */
export type Graph = {
  constant(value: number): Value;
  read(place: Place): Value;
  apply(operation: Operation, ...operands: readonly Value[]): Value;
  /** 0 in place of an x that is smaller than {@link smallestGradient}. */
  flush(x: Value): Value;
  compare(comparison: Comparison, left: Value, right: Value): Value;
  /** `condition` is a comparison. */
  choose(condition: Value, whenTrue: Value, whenFalse: Value): Value;
};

/** An empty graph. */
export function graph(): Graph {
  const known = new Map<string, Value>();
  const make = (operation: ValueOperation, operands: readonly Value[], rest: Partial<Value> = {}): Value => {
    const { constant, place } = rest;
    const literal = Object.is(constant, -0) ? "-0" : constant;
    const key = [operation, literal, place?.buffer, place?.index, ...operands.map(({ id }) => id)].join(" ");
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Value = { id: known.size, operation, operands, ...rest };
    known.set(key, made);
    return made;
  };
  const constant = (value: number) => make("constant", [], { constant: Math.fround(value) });
  const nodes = {
    constantOf: (value: Value) => value.constant,
    negate: (value: Value) => apply("negate", value),
  };
  const apply: Graph["apply"] = (operation, ...operands) => {
    const numbers = operands.map(({ constant }) => constant);
    if (numbers.every((number) => number !== undefined)) return constant(folded(operation, numbers));
    const [first, second] = operands as [Value, Value];
    if (operation === "negate" && first.operation === "negate") return first.operands[0] as Value;
    // Rounding is the same in either order.
    const commutes = operation === "add" || operation === "multiply";
    return (
      simplified(nodes, operation, operands) ??
      make(operation, commutes && first.id > second.id ? [second, first] : operands)
    );
  };
  return {
    constant,
    read: (place) => make("read", [], { place }),
    apply,
    flush: (x) => (x.constant === undefined ? make("flush", [x]) : constant(flushed(x.constant))),
    compare: (comparison, left, right) => make(comparison, [left, right]),
    choose: (condition, whenTrue, whenFalse) => {
      if (whenTrue === whenFalse) return whenTrue;
      const [left, right] = condition.operands as [Value, Value];
      if (left.constant === undefined || right.constant === undefined)
        return make("choose", [condition, whenTrue, whenFalse]);
      const { holds } = comparisons[condition.operation as Comparison];
      return holds(left.constant, right.constant) ? whenTrue : whenFalse;
    },
  };
}

/** What derivatives are written with, as values of `into`. */
export function arithmeticOf(into: Graph): Arithmetic<Value> {
  return {
    constant: into.constant,
    add: (left, right) => into.apply("add", left, right),
    subtract: (left, right) => into.apply("subtract", left, right),
    multiply: (left, right) => into.apply("multiply", left, right),
    divide: (left, right) => into.apply("divide", left, right),
    negate: (x) => into.apply("negate", x),
    round: (x) => into.apply("round", x),
    sin: (x) => into.apply("sin", x),
    cos: (x) => into.apply("cos", x),
    choose: (comparison, left, right, whenTrue, whenFalse) =>
      into.choose(into.compare(comparison, left, right), whenTrue, whenFalse),
  };
}

/** Whether it is a condition rather than a number: only `choose` reads it. */
export function isComparison({ operation }: Value): boolean {
  return operation in comparisons;
}

/** `roots` and every value that they depend on, operands first. Values in `known` are included, their operands are not. */
export function schedule(roots: Iterable<Value>, known: { has(value: Value): boolean } = new Set()): Value[] {
  const found = new Set<Value>();
  const visit = (value: Value) => {
    if (found.has(value)) return;
    if (!known.has(value)) value.operands.forEach(visit);
    found.add(value);
  };
  for (const root of roots) visit(root);
  return [...found];
}

/** `root` with the keys of `replacements` replaced by their values; what depends on them is made anew. */
export function replace(
  into: Graph,
  root: Value,
  replacements: ReadonlyMap<Value, Value>,
  done: Map<Value, Value> = new Map(),
): Value {
  const known = replacements.get(root) ?? done.get(root);
  if (known !== undefined) return known;
  const operands = root.operands.map((operand) => replace(into, operand, replacements, done));
  const result = remake(into, root, operands);
  done.set(root, result);
  return result;
}

function remake(into: Graph, value: Value, operands: readonly Value[]): Value {
  const { operation } = value;
  const [first, second, third] = operands as [Value, Value, Value];
  switch (operation) {
    case "constant":
    case "read":
      return value;
    case "flush":
      return into.flush(first);
    case "less":
    case "lessOrEqual":
      return into.compare(operation, first, second);
    case "choose":
      return into.choose(first, second, third);
    default:
      return into.apply(operation, ...operands);
  }
}

/** The value of an operation on float32 numbers, before it is rounded to float32. */
function folded(operation: Operation, numbers: readonly number[]): number {
  const { value } = operations[operation] as { value(...numbers: readonly number[]): number };
  const result = value(...numbers);
  // A modulus just below its divisor may round to it, where the next turn starts.
  const turned = operation === "modulo" && Math.abs(Math.fround(result)) >= Math.abs(numbers[1] as number);
  return turned ? 0 : result;
}

function flushed(x: number): number {
  return Math.abs(x) < smallestGradient ? 0 : x;
}
