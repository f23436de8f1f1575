import { webgpuForTests } from "@tenetjs/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { asWebGpuBackend } from "../private-fields.ts";
import { start } from "../start.ts";

const webgpu = await webgpuForTests();

describe.skipIf(!webgpu.available)("on webgpu", () => {
  beforeAll(async () => {
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test("starts again after tfjs removed it", async () => {
    tf.removeBackend("webgpu");
    await start("webgpu", { forwardSmallToCpu: false });
    expect(Array.from(await tf.add(tf.tensor1d([1, 2]), 1).data())).toEqual([2, 3]);
  });

  test("on a software adapter products are computed by small tiles, unless a program was chosen by hand", async () => {
    const { software } = await start("webgpu", { forwardSmallToCpu: false });
    const chosen = () => tf.env().getNumber("WEBGPU_MATMUL_PROGRAM_TYPE");
    expect(chosen()).toBe(software ? 2 : -1);
    tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", 1);
    tf.removeBackend("webgpu");
    await start("webgpu", { forwardSmallToCpu: false });
    expect(chosen()).toBe(1);
    tf.env().set("WEBGPU_MATMUL_PROGRAM_TYPE", software ? 2 : -1);
  });

  test("small kernels run on the CPU only if forwardSmallToCpu is set", async () => {
    const onGpu = async () => {
      const sum = tf.add(tf.tensor1d([1, 2]), 1);
      return asWebGpuBackend(tf.backend()).tensorMap.get(sum.dataId).resource !== undefined;
    };
    expect(await onGpu()).toBe(true);
    await start("webgpu");
    expect(await onGpu()).toBe(false);
    await start("webgpu", { forwardSmallToCpu: false });
  });

  test.runIf(typeof OffscreenCanvas === "undefined")(
    "a synchronous read of values that exist only on the GPU throws an error with the remedy",
    async () => {
      const sum = tf.add(tf.tensor1d([1, 2]), 1);
      expect(() => tf.reshape(sum, [1, 2]).arraySync()).toThrow(/Use `await/);
      expect(() => sum.dataSync()).toThrow(/Use `await tensor\.data\(\)`/);
      expect(Array.from(await sum.data())).toEqual([2, 3]);
      expect(Array.from(sum.dataSync())).toEqual([2, 3]);
    },
  );

  test("small tensors that are read together are submitted and waited for once, before the operations that follow", async () => {
    const { device } = asWebGpuBackend(tf.backend());
    const tensors = Array.from({ length: 5 }, (_, index) => tf.add(tf.range(0, 300), index));
    const submit = vi.spyOn(device.queue, "submit");
    const reading = tensors.map((tensor) => tensor.data());
    const others = tensors.map((_, index) => tf.mul(tf.ones([300]), -index));
    const read = await Promise.all(reading);
    expect(submit).toHaveBeenCalledTimes(1);
    submit.mockRestore();
    expect(read.map((values) => [values[0], values[299]])).toEqual(
      [0, 1, 2, 3, 4].map((first) => [first, first + 299]),
    );
    tf.dispose([...tensors, ...others]);
  });

  test("a tensor of any size is read, one at a time or beside others", async () => {
    const sizes = [1, 1023, 1024, 1025, 0, 3000];
    const tensors = sizes.map((size) => tf.add(tf.range(0, size), 1));
    const sums = (await Promise.all(tensors.map((tensor) => tensor.data()))).map((values) => values.length);
    expect(sums).toEqual(sizes);
    for (const [index, tensor] of tensors.entries()) {
      const values = await tf.neg(tensor).data();
      expect(values.at(-1)).toBe(sizes[index] === 0 ? undefined : -(sizes[index] as number));
    }
    tf.dispose(tensors);
  });

  test.each([
    ["float32", [0.5, -1, 3]],
    ["int32", [-7, 0, 2 ** 31 - 1]],
    ["bool", [1, 0, 1]],
  ] as const)("values of dtype %s are uploaded within the open compute pass", async (dtype, values) => {
    const backend = asWebGpuBackend(tf.backend());
    const before = tf.add(tf.ones([3]), 1);
    const pass = backend.computePassEncoder;
    const uploaded = tf.tensor1d([...values], dtype);
    backend.uploadToGPU(uploaded.dataId);
    expect(backend.computePassEncoder).toBe(pass);
    expect(Array.from(await tf.clone(uploaded).data())).toEqual([...values]);
    tf.dispose([before, uploaded]);
  });

  test("a shader's workgroup memory starts as zeros, even on a software adapter", async () => {
    const { device } = asWebGpuBackend(tf.backend());
    const code = `
      @group(0) @binding(0) var<storage, read_write> found: array<u32>;
      var<workgroup> shared: array<u32, 1000>;
      @compute @workgroup_size(64) fn main(@builtin(local_invocation_index) thread: u32) {
        for (var i = thread; i < 1000u; i += 64u) { found[i] += shared[i]; shared[i] = 1u; }
      }`;
    const module = device.createShaderModule({ code });
    const pipeline = device.createComputePipeline({ layout: "auto", compute: { module } });
    const { STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    const found = device.createBuffer({ size: 4000, usage: STORAGE | COPY_SRC });
    const read = device.createBuffer({ size: 4000, usage: COPY_DST | MAP_READ });
    const entries = [{ binding: 0, resource: { buffer: found } }];
    const encoder = device.createCommandEncoder();
    for (let run = 0; run < 2; run += 1) {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
      pass.dispatchWorkgroups(1);
      pass.end();
    }
    encoder.copyBufferToBuffer(found, 0, read, 0, 4000);
    device.queue.submit([encoder.finish()]);
    await read.mapAsync(GPUMapMode.READ);
    expect(new Uint32Array(read.getMappedRange()).every((value) => value === 0)).toBe(true);
    for (const buffer of [found, read]) buffer.destroy();
  });
});

describe.skipIf(webgpu.available)("without webgpu", () => {
  test("a start is refused with a code, a reason and a remedy", async () => {
    await expect(start("webgpu")).rejects.toMatchObject({
      code: "BACKEND_UNAVAILABLE",
      message: expect.stringMatching(
        /^start: expected a backend that runs here, got none \(webgpu: .+\)\. .+\.$/,
      ),
    });
  });
});
