import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { add as plus, recipe, sub, tanh } from "@tenetjs/recipes";
import { largestDifference, leakedTensors, numbersOf, onEachBackend, randomTensor } from "@tenetjs/testing";
import {
  grads,
  mul,
  type Rank,
  slice,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tensor3d,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { cell } from "./cell.ts";
import { lstm, phased } from "./index.ts";
import { scan } from "./scan.ts";

const sizes = { inputSize: 3, hiddenSize: 2 };
const plain = lstm(sizes);
const gated = phased(lstm(sizes), { period: [2, 8], openRatio: 0.5 });

await onEachBackend(() => {
  test("timestamps that equal the step numbers give the same outputs as no timestamps", async () => {
    const params = gated.init(seed(1));
    const inputs = randomTensor(seed(2), [2, 4, 3]);
    const time = tensor2d([7, 8, 9, 10, 7, 8, 9, 10], [2, 4]);
    const counted = scan(gated, params, inputs, { firstStep: 7 });
    const timed = scan(gated, params, inputs, { time });
    const other = scan(gated, params, inputs);
    expect(await numbersOf(timed.outputs)).toEqual(await numbersOf(counted.outputs));
    expect(await numbersOf(other.outputs)).not.toEqual(await numbersOf(counted.outputs));
    disposeTree([params, inputs, time, counted, timed, other] as Tensor[]);
  });

  test("values in the padding affect neither results nor gradients, even if they are NaN", async () => {
    const params = gated.init(seed(1));
    const mask = tensor2d([1, 1, 1, 1, 1, 0], [2, 3]);
    const time = (last: number) => tensor2d([0, 1, 2, 0, 1, last], [2, 3]);
    const clean = randomTensor(seed(2), [2, 3, 3]);
    const filled = async (padding: number) => {
      const values = await clean.data();
      return tensor3d(
        Float32Array.from(values, (value, index) => (index < 15 ? value : padding)),
        [2, 3, 3],
      );
    };
    const found = async (padding: number) => {
      const [inputs, times] = [await filled(padding), time(padding)];
      const loss = (x: Tensor, wx: Tensor, logPeriod: Tensor) => {
        const { outputs } = scan(gated, { ...params, wx: wx as Tensor2D, logPeriod }, x, {
          mask,
          time: times,
          training: true,
        });
        return sum(mul(outputs, outputs));
      };
      const gradients = grads(loss)([inputs, params.wx, params.logPeriod as Tensor]);
      const { outputs, state } = scan(gated, params, inputs, { mask, time: times });
      const numbers = await numbersOf([...gradients, outputs, state]);
      disposeTree([inputs, times, ...gradients, outputs, state]);
      return numbers;
    };
    const expected = await found(0);
    expect(expected.every(Number.isFinite)).toBe(true);
    for (const padding of [Number.NaN, Number.POSITIVE_INFINITY, -1e38])
      expect(await found(padding)).toEqual(expected);
    disposeTree([params, mask, clean]);
  });

  test("ids in the padding may be invalid", async () => {
    const params = plain.init(seed(1));
    const mask = tensor2d([1, 1, 0], [1, 3]);
    const [sound, odd] = [0, -1].map((id) => tensor2d([1, 2, id], [1, 3], "int32")) as [Tensor, Tensor];
    const [expected, found] = [sound, odd].map((ids) => scan(plain, params, ids, { mask }).outputs) as [
      Tensor,
      Tensor,
    ];
    expect(await numbersOf(found)).toEqual(await numbersOf(expected));
    disposeTree([params, mask, sound, odd, expected, found]);
  });

  test("a state that depends only on a step input has its full shape", async () => {
    // The state `seen` is the time of the previous step, and h depends on the time that has passed since.
    const timer = recipe({
      name: "timer",
      gates: ["a"],
      state: ["h", "seen"],
      inputs: ["time"],
      step: ({ gates, state, inputs }) => ({
        h: tanh(plus(gates.a, sub(inputs.time, state.seen))),
        seen: inputs.time,
      }),
    });
    const layer = cell(timer, sizes);
    const params = layer.init(seed(1));
    const inputs = randomTensor(seed(2), [2, 3, 3]);
    const whole = scan(layer, params, inputs);
    expect(whole.state.seen?.shape).toEqual([2, 2]);
    const parts = tidy(() => {
      const first = scan(layer, params, slice(inputs, [0, 0, 0], [2, 2, 3]));
      const second = scan(layer, params, slice(inputs, [0, 2, 0], [2, 1, 3]), {
        state: first.state,
        firstStep: 2,
      });
      return second.state.h;
    });
    expect(largestDifference(await numbersOf(parts), await numbersOf(whole.state.h))).toBeLessThan(1e-6);
    disposeTree([params, inputs, whole, parts] as Tensor[]);
  });

  test("a state that a step leaves unchanged is returned as a copy", async () => {
    const keeper = cell(
      recipe({
        name: "keeper",
        gates: ["a"],
        state: ["h", "kept"],
        step: ({ gates, state }) => ({ h: tanh(plus(gates.a, state.kept)), kept: state.kept }),
      }),
      sizes,
    );
    const params = keeper.init(seed(1));
    const inputs = randomTensor(seed(2), [1, 2, 3]);
    const state = { h: zeros<Rank.R2>([1, 2]), kept: tensor2d([[3, 4]]) };
    const leaked = await leakedTensors(async () => {
      const result = scan(keeper, params, inputs, { state });
      expect(await numbersOf(result.state.kept as Tensor)).toEqual([3, 4]);
      disposeTree([result.outputs, result.state]);
    });
    expect(leaked).toBe(0);
    expect(await numbersOf(state.kept)).toEqual([3, 4]);
    disposeTree([params, inputs, state]);
  });

  test("with a given state, only the first scan makes a state of zeros", () => {
    const made: number[] = [];
    const plain = lstm(sizes);
    const layer: typeof plain = {
      ...plain,
      zeroState(batch) {
        made.push(batch);
        return plain.zeroState(batch);
      },
    };
    const params = layer.init(seed(1));
    const inputs = randomTensor(seed(2), [3, 1, sizes.inputSize]);
    const state = plain.zeroState(3);
    for (let step = 0; step < 4; step += 1) disposeTree(scan(layer, params, inputs, { state }));
    expect(made).toEqual([1]);
    disposeTree([params, inputs, state]);
  });
});
