import type { Place, Value } from "../graph.ts";
import type { Stage, Write } from "../step-program.ts";
import { literal } from "./literal.ts";

/** How a shader reaches what a stage reads and writes, for the unit (and the row) at hand. */
export type StagePlaces = {
  /** An expression of the number there. */
  read(place: Place): string;
  /** A statement that does `write` with the expression `value`; empty where it is not wanted. */
  write(write: Write, value: string): string;
};

/** `stage` as statements of WGSL, which call the functions of `stepFunctions`. All reads come before all writes. */
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
  const [a, b, c] = operands.map(nameOf) as [string, string, string];
  switch (operation) {
    case "add":
      return `${a} + ${b}`;
    case "subtract":
      return `${a} - ${b}`;
    case "multiply":
      return `${a} * ${b}`;
    case "divide":
      return `${a} / ${b}`;
    // Both keep their first operand unless the second is beyond it: ties go left, and NaN stays.
    case "maximum":
      return `select(${a}, ${b}, ${a} < ${b})`;
    case "minimum":
      return `select(${a}, ${b}, ${b} < ${a})`;
    case "modulo":
      return `flooredModulus(${a}, ${b})`;
    case "less":
      return `${a} < ${b}`;
    case "lessOrEqual":
      return `${a} <= ${b}`;
    case "choose":
      return `select(${c}, ${b}, ${a})`;
    case "negate":
      return `-${a}`;
    case "abs":
    case "sqrt":
    case "log":
    // To even, where it is a tie.
    case "round":
      return `${operation}(${a})`;
    case "relu":
      return `select(${a}, 0f, ${a} < 0f)`;
    case "flush":
      return `flush(${a})`;
    case "exp":
      return `exponential(${a})`;
    case "sigmoid":
      return `sigmoid(${a})`;
    case "tanh":
      return `hyperbolicTangent(${a})`;
    case "constant":
    case "read":
      throw new TypeError(`emitStage: expected an operation, got a ${operation}.`);
  }
}
