import { lstmRecipe, phasedRecipe } from "@tenetjs/cells";
import { randomRecipes } from "@tenetjs/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gateOrder } from "../compiler/lower.ts";
import { evaluateStep } from "../language/evaluate.ts";
import type { Recipe } from "../language/recipe.ts";
import { stepArguments } from "./step-arguments.ts";
import { stepToWasm } from "./step-to-wasm.ts";

const hiddenSize = 5;

type Block = Float32Array;
type Given = {
  gates: Record<string, Block>;
  state: Record<string, Block>;
  parameters: Record<string, Block>;
};

/** The states after a step of one row whose inputs are all `time`, by the compiled module. */
function compiled(
  recipe: Recipe,
  { gates, state, parameters }: Given,
  time: number,
): Record<string, number[]> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(stepToWasm(recipe, { hiddenSize }));
  const { prepare, infer } = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<
    string,
    (...integers: number[]) => void
  >;
  const values = new Float32Array(memory.buffer);
  let end = 0;
  const place = (blocks: readonly Block[]) => {
    const address = end * 4;
    for (const block of blocks) {
      values.set(block, end);
      end += block.length;
    }
    return address;
  };
  const nothing = (count: number) => Array.from({ length: count }, () => new Float32Array(hiddenSize));
  const given = {
    rows: 1,
    slots: place(gateOrder(recipe).map(({ name }) => gates[name] as Block)),
    previous: place(recipe.state.map((name) => state[name] as Block)),
    // Biases, which the gates have in them already, and then the recipe's parameters.
    parameters: place([
      ...nothing(recipe.gates.length),
      ...recipe.parameters.map(({ name }) => parameters[name] as Block),
    ]),
    next: place(nothing(recipe.state.length)),
    output: place(nothing(1)),
    units: place(nothing(20)),
  };
  const inputs = recipe.inputs.map(() => ({ at: place([Float32Array.of(time)]), stride: 0, gradient: 0 }));
  (prepare as (...integers: number[]) => void)(...stepArguments(given, inputs));
  (infer as (...integers: number[]) => void)(...stepArguments(given, inputs));
  return Object.fromEntries(
    recipe.state.map((name, index) => {
      const first = given.next / 4 + index * hiddenSize;
      return [name, [...values.subarray(first, first + hiddenSize)]];
    }),
  );
}

test("the compiled step is the recipe evaluated in float64, to float32's rounding", () => {
  const recipes = fc.oneof(randomRecipes, fc.constantFrom(lstmRecipe, phasedRecipe(lstmRecipe)));
  const numbers = fc.infiniteStream(fc.float({ min: -1, max: 1, noNaN: true }));
  fc.assert(
    fc.property(recipes, numbers, (recipe, draws) => {
      const blocks = (names: readonly string[]) =>
        Object.fromEntries(
          names.map((name) => [
            name,
            Float32Array.from({ length: hiddenSize }, () => draws.next().value as number),
          ]),
        );
      const given = {
        gates: blocks(recipe.gates.map(({ name }) => name)),
        state: blocks(recipe.state),
        parameters: blocks(recipe.parameters.map(({ name }) => name)),
      };
      const found = compiled(recipe, given, 0.625);
      for (let unit = 0; unit < hiddenSize; unit += 1) {
        const of = (from: Record<string, Block>) =>
          Object.fromEntries(Object.entries(from).map(([name, block]) => [name, block[unit] as number]));
        const expected = evaluateStep(recipe, {
          gates: of(given.gates),
          state: of(given.state),
          parameters: of(given.parameters),
          inputs: Object.fromEntries(recipe.inputs.map((name) => [name, 0.625])),
        });
        for (const name of recipe.state) {
          const [got, wanted] = [found[name]![unit]!, expected[name]!];
          // Steps of up to twelve operations.
          expect(Math.abs(got - wanted)).toBeLessThan(2e-5);
        }
      }
    }),
    // A fixed seed: a comparison of two nearly equal numbers may go either way in float32, and such recipes can be drawn.
    { seed: 1 },
  );
});

test("a hidden size that is none is refused", () => {
  expect(() => stepToWasm(lstmRecipe, { hiddenSize: 0 })).toThrow("stepToWasm: expected hiddenSize to be");
});
