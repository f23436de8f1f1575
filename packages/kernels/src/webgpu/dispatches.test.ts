import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { updateKernel } from "@tenetjs/recipes/internals";
import { randomTensor, webgpuForTests } from "@tenetjs/testing";
import { adamRecipe } from "@tenetjs/training";
import { backend, dispose, type NamedAttrMap, ones, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { registerKernels } from "../register-kernels.ts";
import { dispatchesOf } from "../testing/dispatches.ts";
import { gpuOf } from "./device/gpu-of.ts";

const webgpu = await webgpuForTests();

/** The shapes of the parameters of two LSTM layers and a head. */
const shapes = [[7, 16], [4, 16], [16], [4, 16], [4, 16], [16], [4, 7], [7]];

describe.skipIf(!webgpu.available)("on webgpu", () => {
  let most = 0;
  beforeAll(async () => {
    registerKernels();
    await start("webgpu", { forwardSmallToCpu: false });
    most = gpuOf(backend()).device.limits.maxStorageBuffersPerShaderStage;
  });

  const lists = (count: number) =>
    Array.from({ length: count }, (_, list) => shapes.map((shape) => randomTensor(seed(list), shape))).flat();

  /** The number of dispatches of a kernel over the given lists of all parameters. */
  const countFor = async (name: string, inputs: Tensor[], attributes: NamedAttrMap = {}) => {
    const outputs: Tensor[] = [];
    const count = await dispatchesOf(() => outputs.push(...(fusedKernel(name)?.(inputs, attributes) ?? [])));
    dispose([...inputs, ...outputs]);
    return count;
  };

  /** The expected number of dispatches for all parameters, if each takes `each` buffers and all share `shared` more. */
  const dispatchesFor = (each: number, shared = 0) =>
    Math.ceil(shapes.length / Math.floor((most - shared) / each));

  test("the loss and its gradient take two dispatches, with or without weights", async () => {
    for (const weighted of [false, true]) {
      const given = {
        logits: randomTensor(seed("logits"), [6, 7]),
        targets: tensor1d([0, 1, 2, 3, 4, 5], "int32"),
      };
      const inputs = weighted ? { ...given, weights: ones([6]) } : given;
      const outputs: Tensor[] = [];
      const count = await dispatchesOf(() =>
        outputs.push(...(fusedKernel("TenetSoftmaxCrossEntropy")?.(inputs) ?? [])),
      );
      expect(count).toBe(2);
      dispose([...Object.values(inputs), ...outputs]);
    }
  });

  test("a kernel over lists takes as few dispatches as the device's buffer limit allows", async () => {
    const betas = { beta1: 0.9, beta2: 0.999 };
    const scalars = { correctedRate: 1e-3, correctedEpsilon: 1e-8, decay: 1e-5 };
    const adam = (weightDecay: number) =>
      countFor(updateKernel, lists(4), {
        recipe: adamRecipe({ ...betas, weightDecay }),
        scalars,
      } as unknown as NamedAttrMap);
    // Without weight decay, the update does not read the parameters.
    expect(await adam(0)).toBe(dispatchesFor(6));
    expect(await adam(0.01)).toBe(dispatchesFor(7));
    expect(await countFor("TenetGlobalNorm", lists(1))).toBe(dispatchesFor(1, 1) + 1);
    expect(await countFor("TenetClipByGlobalNorm", lists(1), { most: 1 })).toBe(
      dispatchesFor(1, 1) + dispatchesFor(2, 1),
    );
  });

  test("clipping reuses the sums of squares of the norm of the same tensors", async () => {
    const gradients = lists(1);
    const outputs = fusedKernel("TenetGlobalNorm")?.(gradients) ?? [];
    const count = await dispatchesOf(() =>
      outputs.push(...(fusedKernel("TenetClipByGlobalNorm")?.(gradients, { most: 1 }) ?? [])),
    );
    expect(count).toBe(dispatchesFor(2, 1));
    const [norm, ...clipped] = outputs;
    const lengths = await Promise.all(clipped.map(async (tensor) => [...(await tensor.data())]));
    expect((await norm?.data())?.[0]).toBeGreaterThan(1);
    expect(Math.hypot(...lengths.flat())).toBeCloseTo(1, 6);
    dispose([...gradients, ...outputs]);
  });
});
