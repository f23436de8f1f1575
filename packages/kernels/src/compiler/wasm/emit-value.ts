import { smallestGradient, type Value } from "../graph.ts";
import {
  exponential,
  flooredModulus,
  hyperbolicTangent,
  logarithm,
  type Scratch,
  sigmoid,
} from "./approximations.ts";
import type { Bytes } from "./encoding.ts";
import { f32x4, localGet, v128 } from "./instructions.ts";

/** Code that leaves `value` on the stack, from its operands in the locals `operands`. */
export function emitValue(scratch: Scratch, { operation }: Value, operands: readonly number[]): Bytes {
  const [a, b, c] = operands as [number, number, number];
  const infix = (instruction: Bytes): Bytes => [...localGet(a), ...localGet(b), ...instruction];
  const prefix = (instruction: Bytes): Bytes => [...localGet(a), ...instruction];
  switch (operation) {
    case "add":
      return infix(f32x4.add);
    case "subtract":
      return infix(f32x4.sub);
    case "multiply":
      return infix(f32x4.mul);
    case "divide":
      return infix(f32x4.div);
    // Both keep their first operand unless the second is beyond it: ties go left.
    case "maximum":
      return infix(f32x4.pmax);
    case "minimum":
      return infix(f32x4.pmin);
    case "modulo":
      return flooredModulus(scratch, a, b);
    case "less":
      return infix(f32x4.lt);
    case "lessOrEqual":
      return infix(f32x4.le);
    case "choose":
      return [...localGet(b), ...localGet(c), ...localGet(a), ...v128.bitselect];
    case "negate":
      return prefix(f32x4.neg);
    case "abs":
      return prefix(f32x4.abs);
    case "sqrt":
      return prefix(f32x4.sqrt);
    case "round":
      return prefix(f32x4.nearest);
    case "relu":
      return [...localGet(a), ...scratch.constant(0), ...f32x4.pmax];
    case "flush":
      return [
        ...localGet(a),
        ...localGet(a),
        ...f32x4.abs,
        ...scratch.constant(smallestGradient),
        ...f32x4.lt,
        ...v128.andnot,
      ];
    case "exp":
      return exponential(scratch, a);
    case "log":
      return logarithm(scratch, a);
    case "sigmoid":
      return sigmoid(scratch, a);
    case "tanh":
      return hyperbolicTangent(scratch, a);
    case "constant":
    case "read":
      throw new TypeError(`emitValue: expected an operation, got a ${operation}.`);
  }
}
