import type { Expression } from "../language/expression.ts";
import { recipe } from "../language/recipe.ts";
import { stepArguments } from "./step-arguments.ts";
import { stepToWasm } from "./step-to-wasm.ts";

/**
 * An expression of two numbers, compiled: applied to the entries of `x` and `y`, four at a time and what is left over one by one. On
 * a memory of its own, with `relaxed` SIMD or without.
 */
export function compiledFunction(
  formula: (x: Expression, y: Expression) => Expression,
  relaxed = false,
): (x: Float32Array, y?: Float32Array) => Float32Array {
  const step = recipe({
    name: "function",
    gates: ["unused"],
    state: ["h", "x", "y"],
    step: ({ state }) => ({ h: formula(state.x, state.y), x: state.x, y: state.y }),
  });
  return (x, y = x) => {
    const { length } = x;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((8 * length * 4) / 65536) });
    const module = new WebAssembly.Module(stepToWasm(step, { hiddenSize: length, relaxed }));
    const { infer } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
      infer: (...integers: number[]) => void;
    };
    const values = new Float32Array(memory.buffer);
    values.set(x, length);
    values.set(y, 2 * length);
    const block = length * 4;
    infer(...stepArguments({ rows: 1, next: 3 * block, output: 6 * block, slots: 7 * block }));
    return values.slice(3 * length, 4 * length);
  };
}
