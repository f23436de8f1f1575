/**
 * What the compiler works on: values computed from memory, each once. A value with the same operation and operands as
 * another is the other, constants are folded in float32, and trivial algebra is gone before it is there.
 */
export type Value = {
  /** In order of creation, so that operands come before what uses them. */
  readonly id: number;
  readonly operation: Operation;
  readonly operands: readonly Value[];
  /** What a `constant` is. */
  readonly constant?: number;
  /** Where a `read` reads. */
  readonly place?: Place;
};

export type Operation = "constant" | "read" | UnaryOperation | BinaryOperation | Comparison | "choose";

export type UnaryOperation =
  | "negate"
  | "exp"
  | "log"
  | "sqrt"
  | "abs"
  | "relu"
  | "sigmoid"
  | "tanh"
  /** To the nearest integer, ties to even. */
  | "round"
  /** 0 in place of what is smaller than {@link smallestGradient}. */
  | "flush";

export type BinaryOperation = "add" | "subtract" | "multiply" | "divide" | "maximum" | "minimum" | "modulo";

/** Yields a condition, which only `choose` reads. */
export type Comparison = "less" | "lessOrEqual";

/** A number in memory: that of the unit at hand in block `index` of a buffer, or number `index` of the inputs. */
export type Place = { readonly buffer: BufferName; readonly index: number };

/** What a step reads and writes. */
export type BufferName =
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
  /** One number a row for each of the recipe's inputs, or one in all for those that rows share. */
  | "inputs"
  | "inputGradients";

/**
 * Gradients below this are taken for 0: where they vanish, they would pass through denormal numbers, which processors
 * handle many times slower and WebAssembly cannot switch off. Eight decimal digits of room are left above the denormals for
 * what is computed from a gradient.
 */
export const smallestGradient = 1e-30;

/** Makes values; see {@link Value}. */
export type Graph = {
  constant(value: number): Value;
  read(place: Place): Value;
  unary(operation: UnaryOperation, x: Value): Value;
  binary(operation: BinaryOperation, left: Value, right: Value): Value;
  compare(operation: Comparison, left: Value, right: Value): Value;
  choose(condition: Value, whenTrue: Value, whenFalse: Value): Value;
};

/** An empty graph. */
export function graph(): Graph {
  const known = new Map<string, Value>();
  const make = (operation: Operation, operands: readonly Value[], rest: Partial<Value> = {}): Value => {
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

  const unary: Graph["unary"] = (operation, x) => {
    if (x.constant !== undefined) return constant(fold[operation](x.constant));
    const [inner] = x.operands;
    if (operation === "negate" && x.operation === "negate" && inner !== undefined) return inner;
    return make(operation, [x]);
  };
  const binary: Graph["binary"] = (operation, left, right) => {
    const [l, r] = [left.constant, right.constant];
    if (l !== undefined && r !== undefined) return constant(foldBinary[operation](l, r));
    switch (operation) {
      case "add":
        if (l === 0) return right;
        if (r === 0) return left;
        break;
      case "subtract":
        if (r === 0) return left;
        if (l === 0) return unary("negate", right);
        break;
      case "multiply":
        if (l === 1) return right;
        if (r === 1) return left;
        if (l === -1) return unary("negate", right);
        if (r === -1) return unary("negate", left);
        break;
      case "divide":
        if (r === 1) return left;
        break;
    }
    // Rounding is the same in either order.
    const commutes = operation === "add" || operation === "multiply";
    return make(operation, commutes && left.id > right.id ? [right, left] : [left, right]);
  };
  return {
    constant,
    read: (place) => make("read", [], { place }),
    unary,
    binary,
    compare: (operation, left, right) => make(operation, [left, right]),
    choose: (condition, whenTrue, whenFalse) => {
      if (whenTrue === whenFalse) return whenTrue;
      const [left, right] = condition.operands as [Value, Value];
      if (left.constant === undefined || right.constant === undefined)
        return make("choose", [condition, whenTrue, whenFalse]);
      const holds =
        condition.operation === "less" ? left.constant < right.constant : left.constant <= right.constant;
      return holds ? whenTrue : whenFalse;
    },
  };
}

/** Every value below and including `roots`, operands before what uses them, without what is below `known` ones. */
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

/** `root` with each value that is a key of `replacements` exchanged for its value, and what is above made anew. */
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
  const [first, second, third] = operands as [Value, Value, Value];
  switch (operands.length) {
    case 0:
      return value;
    case 1:
      return into.unary(value.operation as UnaryOperation, first);
    case 3:
      return into.choose(first, second, third);
    default:
      return value.operation === "less" || value.operation === "lessOrEqual"
        ? into.compare(value.operation, first, second)
        : into.binary(value.operation as BinaryOperation, first, second);
  }
}

const fold: Record<UnaryOperation, (x: number) => number> = {
  negate: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  relu: (x) => Math.max(x, 0),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  round: (x) => {
    const down = Math.floor(x);
    const isTie = x - down === 0.5;
    return isTie ? 2 * Math.round(x / 2) : Math.round(x);
  },
  flush: (x) => (Math.abs(x) < smallestGradient ? 0 : x),
};

const foldBinary: Record<BinaryOperation, (left: number, right: number) => number> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  maximum: (left, right) => Math.max(left, right),
  minimum: (left, right) => Math.min(right, left),
  modulo: (left, right) => {
    const remainder = left % right;
    if (remainder === 0 || remainder < 0 === right < 0) return remainder;
    const wrapped = Math.fround(remainder + right);
    return Math.abs(wrapped) < Math.abs(right) ? wrapped : 0;
  },
};
