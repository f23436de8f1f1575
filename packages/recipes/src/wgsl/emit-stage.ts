import type { Stage, Write } from "../compiler/stage.ts";
import type { Place, Value, ValueOperation } from "../compiler/value-graph.ts";
import { literal } from "./literal.ts";

/** How a shader reads and writes the numbers of the current unit (and row). */
export type StagePlaces = {
  /** An expression of the number there. */
  read(place: Place): string;
  /** A statement that writes the expression `value`; empty where the write is not needed. */
  write(write: Write, value: string): string;
};

/** `stage` as statements of WGSL, which call the functions of `wgslFunctions`. All reads come before all writes. */
export function emitStage({ instructions, writes }: Stage, { read, write }: StagePlaces): string {
  const computed = instructions.flatMap((value) => {
    if (value.operation === "constant") return [];
    const expression = value.place === undefined ? operation(value) : read(value.place);
    return [`let ${nameOf(value)} = ${expression};`];
  });
  return [...computed, ...writes.map((one) => write(one, nameOf(one.value)))].join("\n");
}

function nameOf({ id, constant }: Value): string {
  return constant === undefined ? `v${id}` : literal(constant);
}

function operation({ operation, operands }: Value): string {
  const write = code[operation as keyof typeof code] as (...operands: readonly string[]) => string;
  return write(...operands.map(nameOf));
}

const call =
  (name: string) =>
  (...operands: readonly string[]) =>
    `${name}(${operands.join(", ")})`;
const infix = (sign: string) => (a: string, b: string) => `${a} ${sign} ${b}`;

const code: Record<
  Exclude<ValueOperation, "constant" | "read">,
  (a: string, b: string, c: string) => string
> = {
  negate: (a) => `-${a}`,
  exp: call("exponential"),
  log: call("log"),
  sqrt: call("sqrt"),
  abs: call("abs"),
  relu: (a) => `select(${a}, 0f, ${a} < 0f)`,
  sigmoid: call("sigmoid"),
  tanh: call("hyperbolicTangent"),
  // To even, where it is a tie.
  round: call("round"),
  sin: call("sine"),
  cos: call("cosine"),
  stopGradient: (a) => a,
  add: infix("+"),
  subtract: infix("-"),
  multiply: infix("*"),
  divide: infix("/"),
  // Both keep their first operand unless the second is beyond it: ties go left, and NaN stays.
  maximum: (a, b) => `select(${a}, ${b}, ${a} < ${b})`,
  minimum: (a, b) => `select(${a}, ${b}, ${b} < ${a})`,
  modulo: call("flooredModulus"),
  less: infix("<"),
  lessOrEqual: infix("<="),
  choose: (condition, whenTrue, whenFalse) => `select(${whenFalse}, ${whenTrue}, ${condition})`,
  flush: call("flush"),
};
