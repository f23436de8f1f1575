import { start } from "@tenetjs/backends";
import { dropOut } from "@tenetjs/cells/internals";
import { seed } from "@tenetjs/core";
import { leakedTensors, randomTensor } from "@tenetjs/testing";
import { dispose, grad, type Tensor } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { onKernelBackends } from "../testing/on-kernel-backends.ts";

/** Parts of a run of 16 values, whole runs, and enough values for several threads and workgroups. */
const sizes = [1, 2, 3, 5, 15, 16, 17, 31, 50, 1000, 140_003];

/** What is left of random values and of their gradient. */
async function droppedOf(size: number, rate: number) {
  const x = randomTensor(seed("x"), [size]);
  const apply = (values: Tensor) => dropOut(values, rate, seed("bits"));
  const [outputs, gradient] = [apply(x), grad(apply)(x)];
  const found = [await outputs.data(), await gradient.data()] as const;
  dispose([x, outputs, gradient]);
  return found;
}

await onKernelBackends((backend) => {
  test.each(sizes)("of %i values, the same are dropped as without the kernel, to the bit", async (size) => {
    for (const rate of [0.1, 0.5, 0.999]) {
      const fused = await droppedOf(size, rate);
      await start("cpu");
      const composed = await droppedOf(size, rate);
      await start(backend, { forwardSmallToCpu: false });
      expect(fused).toEqual(composed);
    }
  });

  test.runIf(backend === "wasm")("the same values are dropped on any number of threads", async () => {
    await start("wasm", { threads: 1 });
    const alone = await droppedOf(140_003, 0.3);
    for (const threads of [2, 3]) {
      await start("wasm", { threads });
      expect(await droppedOf(140_003, 0.3)).toEqual(alone);
    }
    await start("wasm");
  });

  test("no values give none, and no tensor is left", async () => {
    expect(await droppedOf(0, 0.5)).toEqual([new Float32Array(), new Float32Array()]);
    expect(await leakedTensors(() => droppedOf(100, 0.5))).toBe(0);
  });
});
