import { seed } from "@tenetjs/core";
import { randomTensor } from "@tenetjs/testing";
import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";

/** Shapes whose sizes are and are not multiples of four. */
const shapes = [[3], [4, 4], [], [5, 7], [1, 1, 2]];

await onKernelBackends(() => {
  describe("the global norm", () => {
    const gradients = () => shapes.map((shape, index) => randomTensor(seed(index), shape, 3));
    const normOf = async (tensors: Tensor[]) =>
      Math.sqrt((await read(tensors)).flat().reduce((sum, x) => sum + x * x, 0));

    test("is the root of the sum of all squares", async () => {
      const given = gradients();
      const [[norm]] = (await read(run("TenetGlobalNorm", given, {}))) as [[number]];
      expect(norm).toBeCloseTo(await normOf(given), 4);
    });

    test("clips gradients with a larger norm and leaves others unchanged", async () => {
      const given = gradients();
      const clipped = run("TenetClipByGlobalNorm", given, { most: 2 });
      expect(await normOf(clipped)).toBeCloseTo(2, 5);
      const kept = run("TenetClipByGlobalNorm", given, { most: 1e6 });
      expect(await read(kept)).toEqual(await read(given));
    });

    test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e30])(
      "a value of %d makes all values NaN",
      async (value) => {
        const clipped = run("TenetClipByGlobalNorm", [tensor1d([1, 2]), tensor1d([value])], { most: 1 });
        expect((await read(clipped)).flat()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      },
    );
  });

  test("tensors of another dtype are refused", () => {
    expect(() => run("TenetGlobalNorm", [tensor1d([1], "int32")], {})).toThrow("float32");
  });
});

function read(tensors: Tensor[]): Promise<number[][]> {
  return Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
}

function run(name: string, inputs: Tensor[], attributes: NamedAttrMap): Tensor[] {
  const outputs = engine().runKernel(name, inputs as unknown as NamedTensorMap, attributes);
  return [outputs].flat() as Tensor[];
}
