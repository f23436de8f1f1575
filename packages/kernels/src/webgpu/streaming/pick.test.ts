import { start } from "@tenetjs/backends";
import { seed, uniform } from "@tenetjs/core";
import { argmax, topK as cut, temperature as heated, softmax } from "@tenetjs/sampling";
import { webgpuForTests } from "@tenetjs/testing";
import { backend, tensor2d } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { gpuOf } from "../device/gpu-of.ts";
import { streamScalars } from "./network-code.ts";
import { pickShader } from "./stream-shaders.ts";

const webgpu = await webgpuForTests();

type Choice = { readonly topK?: number; readonly temperature?: number };

/** The ids that the GPU picks, one from each row of logits: at random if there are random numbers, and otherwise the likeliest. */
async function picked(
  rows: readonly Float32Array[],
  randomNumbers?: readonly number[],
  { topK, temperature = 1 }: Choice = {},
): Promise<number[]> {
  const vocabulary = rows[0]!.length;
  const gpu = gpuOf(backend());
  const logits = tensor2d(Float32Array.from(rows.flatMap((row) => [...row])), [rows.length, vocabulary]);
  const given = tensor2d([...(randomNumbers ?? rows.map(() => 0))], [rows.length, 1]);
  const drawn = gpu.output([rows.length, 1], "int32");
  const none = Object.fromEntries(Object.keys(streamScalars).map((name) => [name, 0]));
  gpu.dispatch(pickShader({ vocabulary }, 64), {
    buffers: { logits, randomNumbers: given, drawn },
    scalars: {
      ...(none as Record<keyof typeof streamScalars, number>),
      given: 1,
      draws: 1,
      greedy: randomNumbers === undefined ? 1 : 0,
      topK: topK ?? vocabulary,
      temperature,
    },
    groups: [rows.length],
  });
  const ids = (await backend().read(drawn.dataId)) as Int32Array;
  gpu.dispose(drawn);
  logits.dispose();
  given.dispose();
  return [...ids];
}

/** `vocabulary` logits, some of which are equal. */
function logitsOf(key: number, vocabulary: number): Float32Array {
  const rng = seed(key);
  const steps = key % 2 === 0 ? 2 : 1000;
  return Float32Array.from({ length: vocabulary }, () => Math.round(uniform(rng, -5, 5) * steps) / steps);
}

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  describe.each([1, 7, 64, 1001])("of %i logits", (vocabulary) => {
    const keys = fc.array(fc.nat(), { minLength: 5, maxLength: 5 });

    test("greedy picks the first of the highest logits", async () => {
      await fc.assert(
        fc.asyncProperty(keys, async (given) => {
          const rows = given.map((key) => logitsOf(key, vocabulary));
          expect(await picked(rows)).toEqual(rows.map(argmax));
        }),
        { numRuns: 20 },
      );
    });

    test("an id is picked if the random number falls into its interval, and only if it is among the top k", async () => {
      const topK = fc.option(fc.integer({ min: 1, max: vocabulary + 1 }), { nil: vocabulary });
      const randomNumber = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
      const randomNumbers = fc.array(randomNumber, { minLength: 5, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(
          keys,
          randomNumbers,
          topK,
          fc.constantFrom(0.3, 1, 4),
          async (given, at, k, temperature) => {
            const rows = given.map((key) => logitsOf(key, vocabulary));
            const ids = await picked(rows, at, { topK: k, temperature });
            ids.forEach((id, row) => {
              const none = new Int32Array(0);
              const kept = softmax(cut(k)(heated(temperature)(rows[row]!, none), none));
              const before = kept.subarray(0, id).reduce((sum, p) => sum + p, 0);
              expect(kept[id]).toBeGreaterThan(0);
              // The tolerance is for float32 sums of a thousand weights.
              expect(at[row]).toBeGreaterThan(before - 1e-5);
              expect(at[row]).toBeLessThan(before + kept[id]! + 1e-5);
            });
          },
        ),
        { numRuns: 30 },
      );
    });
  });

  test("a random number beyond the rounded sum picks the last possible id", async () => {
    const rows = [Float32Array.of(1, 2, 3, -1000, -1000)];
    expect(await picked(rows, [1], {})).toEqual([2]);
  });

  test("-0 equals 0", async () => {
    const rows = [Float32Array.of(-0, 0, -1), Float32Array.of(-1, 0, -0)];
    expect(await picked(rows)).toEqual([0, 1]);
    expect(await picked(rows, [0.999, 0.999], { topK: 1 })).toEqual([0, 1]);
  });

  test("logits without an id to pick give -1", async () => {
    const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN];
    const negativeNan = new Float32Array(Uint32Array.of(0xffc00001).buffer)[0]!;
    const rows = [
      [0, nan, 1],
      [negativeNan, 0, 1],
      [-inf, -inf, -inf],
      [0, inf, 1],
      [-inf, 0, -inf],
    ].map((row) => Float32Array.from(row));
    expect(await picked(rows)).toEqual([-1, -1, -1, 1, 1]);
    expect(await picked(rows, [0, 0.3, 0.5, 0.7, 0.9])).toEqual([-1, -1, -1, -1, 1]);
    expect(await picked(rows, [0, 0.3, 0.5, 0.7, 0.9], { topK: 2 })).toEqual([-1, -1, -1, -1, 1]);
  });
});
