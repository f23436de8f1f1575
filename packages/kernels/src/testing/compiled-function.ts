import { type Expression, recipe } from "@tenetjs/cells/recipe";
import { stepArguments, stepModule } from "../wasm/scan/step-module.ts";

/**
 * An expression of two numbers, compiled: applied to the entries of `x` and `y`, four at a time and what is left over one by one. On
 * a memory of its own.
 */
export function compiledFunction(
  formula: (x: Expression, y: Expression) => Expression,
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
    const { infer } = stepModule(memory, step, { training: false, sharedInputs: [] }, length);
    const values = new Float32Array(memory.buffer);
    values.set(x, length);
    values.set(y, 2 * length);
    const block = length * 4;
    infer(...stepArguments({ rows: 1, next: 3 * block, output: 6 * block, slots: 7 * block }, []));
    return values.slice(3 * length, 4 * length);
  };
}
