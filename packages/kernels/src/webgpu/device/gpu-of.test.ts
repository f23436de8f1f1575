import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import { add, backend, cast, dispose, engine, greater, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { gpuOf } from "./gpu-of.ts";
import type { Shader } from "./shader.ts";

const webgpu = await webgpuForTests();

const scale: Shader<"x" | "out", "count" | "factor"> = {
  label: "scale",
  buffers: { x: "read f32", out: "write f32" },
  scalars: { count: "u32", factor: "f32" },
  code: `@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) at: vec3<u32>) {
    if (at.x < scalars.count) { out[at.x] = scalars.factor * x[at.x]; }
  }`,
};

const collect: Shader<"out", never> = {
  label: "collect",
  buffers: { out: "write f32" },
  scalars: {},
  stepwise: true,
  code: `@compute @workgroup_size(1) fn main() { out[0] = 10 * out[0] + f32(step); }`,
};

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test("a shader runs in order with tfjs's shaders, on tensors whose buffers are reused", async () => {
    const gpu = gpuOf(backend());
    for (let round = 1; round < 4; round += 1) {
      const x = add(tensor1d([1, 2, 3]), round);
      const out = gpu.output([3], "float32");
      gpu.dispatch(scale, { buffers: { x, out }, scalars: { count: 3, factor: 2 }, groups: [1] });
      x.dispose();
      const result = add(engine().makeTensorFromTensorInfo(out), 1) as Tensor;
      expect([...(await result.data())]).toEqual([3 + 2 * round, 5 + 2 * round, 7 + 2 * round]);
      dispose(result);
    }
  });

  test("scalars that repeat are written twice at most, those that change each time", async () => {
    const gpu = gpuOf(backend());
    const x = tensor1d([1, 2, 3]);
    const write = vi.spyOn(gpu.device.queue, "writeBuffer");
    const writes: number[] = [];
    for (const factor of [0.5, 0.5, 0.5, 0.5, -0.25, 0.75]) {
      const out = gpu.output([3], "float32");
      write.mockClear();
      gpu.dispatch(scale, { buffers: { x, out }, scalars: { count: 3, factor }, groups: [1] });
      writes.push(write.mock.calls.length);
      const result = engine().makeTensorFromTensorInfo(out);
      expect([...(await result.data())]).toEqual([factor, 2 * factor, 3 * factor]);
      dispose(result);
    }
    write.mockRestore();
    // The first also uploads x.
    expect(writes).toEqual([2, 1, 0, 0, 1, 1]);
    x.dispose();
  });

  test("booleans and integers that tfjs has cast to float32 are read as floats", async () => {
    const gpu = gpuOf(backend());
    const truths = cast(greater(tensor1d([3, 0, 5, 1]), 2), "float32");
    const out = gpu.output([4], "float32");
    gpu.dispatch(scale, { buffers: { x: truths, out }, scalars: { count: 4, factor: 3 }, groups: [1] });
    gpu.copy({ tensor: truths, at: 2 }, { tensor: out, at: 3 }, 1);
    const result = engine().makeTensorFromTensorInfo(out);
    expect([...(await result.data())]).toEqual([3, 0, 3, 1]);
  });

  test("steps are dispatched in order, forward and backward, even beyond the first buffer of step numbers", async () => {
    const gpu = gpuOf(backend());
    const out = tensor1d([0]);
    gpu.dispatch(collect, {
      buffers: { out },
      scalars: {},
      groups: [1],
      steps: { first: 1, by: 2, count: 3 },
    });
    gpu.dispatch(collect, {
      buffers: { out },
      scalars: {},
      groups: [1],
      steps: { first: 4, by: -1, count: 3 },
    });
    gpu.dispatch(collect, {
      buffers: { out },
      scalars: {},
      groups: [1],
      steps: { first: 9000, by: 1, count: 1 },
    });
    gpu.submit();
    expect([...(await out.data())]).toEqual([135432 * 10 + 9000]);
  });
});
