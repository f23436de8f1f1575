import { asWebGpuBackend, type WebGpuBackend } from "@tenetjs/backends/internals";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Call, Gpu, Steps } from "./gpu.ts";
import { pipelineOf } from "./pipeline.ts";
import { scalarBuffer } from "./scalar-buffers.ts";
import type { Shader } from "./shader.ts";
import { stepNumbers, stepStride } from "./step-numbers.ts";
import { toFloats } from "./to-floats.ts";

/** The GPU of `backend`. @throws {TypeError} if it is not tfjs's WebGPU backend. */
export function gpuOf(backend: object): Gpu {
  const known = gpus.get(backend);
  if (known !== undefined) return known;
  const made = gpu(asWebGpuBackend(backend));
  gpus.set(backend, made);
  return made;
}

const gpus = new WeakMap<object, Gpu>();

function gpu(backend: WebGpuBackend): Gpu {
  const { device } = backend;
  const made: Gpu = {
    device,
    output(shape, dtype) {
      const tensor = backend.makeTensorInfo([...shape], dtype);
      backend.uploadToGPU(tensor.dataId);
      return tensor;
    },
    workspace(count) {
      const tensor = backend.makeTensorInfo([1], "float32");
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      backend.tensorMap.get(tensor.dataId).resource = backend.bufferManager.acquireBuffer(count * 4, usage);
      return tensor;
    },
    filled(shape, dtype, value) {
      const values = util.getArrayFromDType(dtype, util.sizeFromShape([...shape])).fill(value);
      return { dataId: backend.write(values, [...shape], dtype), shape: [...shape], dtype };
    },
    storedAs({ dataId }) {
      return backend.tensorMap.get(dataId).dtype;
    },
    onCpu({ dataId }) {
      return (backend.tensorMap.get(dataId).values ?? undefined) as Int32Array | Float32Array | undefined;
    },
    dispose({ dataId }) {
      backend.disposeData(dataId);
    },
    dispatch(shader, call) {
      const { steps, groups } = call;
      if (isEmpty(groups)) return;
      const { pipeline, group } = bound(made, backend, shader, call);
      const pass = openPass(backend);
      pass.setPipeline(pipeline);
      for (let index = 0; index < (steps?.count ?? 1); index += 1) {
        pass.setBindGroup(0, group, steps === undefined ? [] : [offsetOf(steps, index)]);
        pass.dispatchWorkgroups(...groups);
        backend.dispatchCountInPass += 1;
      }
    },
    dispatchSteps(shaders, call) {
      const { steps, groups } = call;
      if (isEmpty(groups)) return;
      const all = shaders.map((shader) => bound(made, backend, shader, call));
      const pass = openPass(backend);
      for (let index = 0; index < steps.count; index += 1) {
        for (const { pipeline, group } of all) {
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, group, [offsetOf(steps, index)]);
          pass.dispatchWorkgroups(...groups);
          backend.dispatchCountInPass += 1;
        }
      }
    },
    copy(from, to, count) {
      if (count === 0) return;
      const [source, target] = [floatsOf(made, backend, from.tensor), bufferOf(backend, to.tensor)];
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      const encoder = backend.commandEncoder as GPUCommandEncoder;
      encoder.copyBufferToBuffer(source, (from.at ?? 0) * 4, target, (to.at ?? 0) * 4, count * 4);
    },
    submit() {
      if (backend.commandEncoder === null) return;
      backend.endComputePassEncoder();
      backend.submitQueue();
    },
  };
  return made;
}

function isEmpty(groups: Call["groups"]): boolean {
  return groups.some((count) => count === 0);
}

/** The place of the number of a call's step `index` among the step numbers. */
function offsetOf({ first, by }: Steps, index: number): number {
  return (first + index * by) * stepStride;
}

/** A shader's pipeline, and the bind group of a call's buffers and scalars. */
function bound<Buffer extends string, Scalar extends string>(
  gpu: Gpu,
  backend: WebGpuBackend,
  shader: Shader<Buffer, Scalar>,
  { buffers, scalars, steps }: Call<Buffer, Scalar>,
): { readonly pipeline: GPUComputePipeline; readonly group: GPUBindGroup } {
  const { device } = gpu;
  const { pipeline, layout } = pipelineOf(device, shader);
  const names = Object.keys(shader.buffers) as Buffer[];
  const resources: GPUBufferBinding[] = names.map((name) => ({
    buffer:
      shader.buffers[name] === "read f32"
        ? floatsOf(gpu, backend, buffers[name])
        : bufferOf(backend, buffers[name]),
  }));
  const uniform = scalarBuffer(backend, shader, scalars);
  if (uniform !== undefined) resources.push({ buffer: uniform });
  if (steps !== undefined) resources.push({ buffer: stepNumbers(device, steps), size: 4 });
  const entries = resources.map((resource, binding) => ({ binding, resource }));
  return { pipeline, group: device.createBindGroup({ layout, entries }) };
}

/** A tensor's buffer. tfjs does not reuse it before the commands recorded so far are submitted. */
function bufferOf(backend: WebGpuBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  backend.commandQueueOwnedIds.add(dataId);
  const buffer = backend.tensorMap.get(dataId).resource as GPUBuffer;
  return buffer.size === 0 ? placeholder(backend.device) : buffer;
}

/** The buffer to bind for a tensor without values, since an empty buffer cannot be bound. */
function placeholder(device: GPUDevice): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = placeholders.get(device) ?? device.createBuffer({ label: "no values", size: 4, usage });
  placeholders.set(device, buffer);
  return buffer;
}

const placeholders = new WeakMap<GPUDevice, GPUBuffer>();

/**
 * A buffer with a tensor's values as float32. Integers are converted into a new buffer, which is released when the commands are
 * submitted.
 */
function floatsOf(gpu: Gpu, backend: WebGpuBackend, tensor: TensorInfo): GPUBuffer {
  if (gpu.storedAs(tensor) === "float32") return bufferOf(backend, tensor);
  const floats = toFloats(gpu, tensor);
  const buffer = bufferOf(backend, floats);
  gpu.dispose(floats);
  return buffer;
}

function openPass(backend: WebGpuBackend): GPUComputePassEncoder {
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= (backend.commandEncoder as GPUCommandEncoder).beginComputePass();
  return backend.computePassEncoder;
}
