import { smallestGradient, type Value, type ValueOperation } from "../compiler/value-graph.ts";
import {
  cosine,
  exponential,
  flooredModulus,
  hyperbolicTangent,
  logarithm,
  type Scratch,
  sigmoid,
  sine,
} from "./approximations.ts";
import type { Bytes } from "./encoding.ts";
import { f32x4, localGet, v128 } from "./instructions.ts";

/** Code that leaves `value` on the stack, from its operands in the locals `operands`. */
export function emitValue(scratch: Scratch, { operation }: Value, operands: readonly number[]): Bytes {
  const emit = code[operation as keyof typeof code];
  const [a, b, c] = operands as [number, number, number];
  return emit(scratch, a, b, c);
}

/** Code that leaves its result on the stack, from locals that hold its operands. */
type Emit = (scratch: Scratch, a: number, b: number, c: number) => Bytes;

const prefix =
  (instruction: Bytes): Emit =>
  (_, a) => [...localGet(a), ...instruction];
const infix =
  (instruction: Bytes): Emit =>
  (_, a, b) => [...localGet(a), ...localGet(b), ...instruction];

const code: Record<Exclude<ValueOperation, "constant" | "read">, Emit> = {
  negate: prefix(f32x4.neg),
  exp: exponential,
  log: logarithm,
  sqrt: prefix(f32x4.sqrt),
  abs: prefix(f32x4.abs),
  relu: (scratch, a) => [...localGet(a), ...scratch.constant(0), ...f32x4.pmax],
  sigmoid,
  tanh: hyperbolicTangent,
  round: prefix(f32x4.nearest),
  sin: sine,
  cos: cosine,
  stopGradient: prefix([]),
  add: infix(f32x4.add),
  subtract: infix(f32x4.sub),
  multiply: infix(f32x4.mul),
  divide: infix(f32x4.div),
  // Both keep their first operand unless the second is beyond it: ties go left.
  maximum: infix(f32x4.pmax),
  minimum: infix(f32x4.pmin),
  modulo: flooredModulus,
  less: infix(f32x4.lt),
  lessOrEqual: infix(f32x4.le),
  choose: (_, condition, whenTrue, whenFalse) => [
    ...localGet(whenTrue),
    ...localGet(whenFalse),
    ...localGet(condition),
    ...v128.bitselect,
  ],
  flush: (scratch, a) => [
    ...localGet(a),
    ...localGet(a),
    ...f32x4.abs,
    ...scratch.constant(smallestGradient),
    ...f32x4.lt,
    ...v128.andnot,
  ],
};
