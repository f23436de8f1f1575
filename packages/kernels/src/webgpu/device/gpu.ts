import { asWebGpuBackend, type WebGpuBackend } from "@tenetjs/backends/internals";
import { type DataType, type TensorInfo, util } from "@tensorflow/tfjs-core";
import { pipelineOf } from "./pipeline.ts";
import type { Shader } from "./shader.ts";
import { stepNumbers, stepStride } from "./step-numbers.ts";
import { toFloats } from "./to-floats.ts";

/** The card of tfjs's WebGPU backend, at work for shaders of our own, in one order of commands with tfjs's. */
export type Gpu = {
  readonly device: GPUDevice;
  /** A new tensor of undefined values. It is part of a kernel's result, or freed by `dispose`. */
  output(shape: readonly number[], dtype: DataType): TensorInfo;
  /**
   * A new tensor of one number, whose buffer has room for `count`. tfjs hands the gradient of every output over as a tensor of its
   * size, zeros that it uploads if need be: for what it is of no use to, that of one number is enough.
   */
  workspace(count: number): TensorInfo;
  /** A new tensor with `value` everywhere, which is written by the processor. */
  filled(shape: readonly number[], dtype: "float32" | "int32", value: number): TensorInfo;
  /**
   * As what a tensor's numbers lie on the card. tfjs makes floats of whole numbers and truth values by calling them so, and they
   * stay as they were.
   */
  storedAs(tensor: TensorInfo): DataType;
  /** A tensor's values, where the processor has them as well; undefined where they are on the card alone. */
  atHand(tensor: TensorInfo): Int32Array | Float32Array | undefined;
  /** Frees a tensor that is not part of a kernel's result, once the commands that use it are done. */
  dispose(tensor: TensorInfo): void;
  /** Records a dispatch after all commands before it, whose writes it sees. */
  dispatch<Buffer extends string, Scalar extends string>(
    shader: Shader<Buffer, Scalar>,
    call: Call<Buffer, Scalar>,
  ): void;
  /** Records a copy of `count` float32 values between two tensors, from these places on. */
  copy(from: Span, to: Span, count: number): void;
  /** Submits what is recorded, for the card to start on. Left out, it happens when something is read. */
  submit(): void;
};

/** What a shader is dispatched with. */
export type Call<Buffer extends string = string, Scalar extends string = string> = {
  readonly buffers: Readonly<Record<Buffer, TensorInfo>>;
  readonly scalars: Readonly<Record<Scalar, number>>;
  /** Workgroups along x, y and z. Without any, nothing is done. */
  readonly groups: readonly [x: number, y?: number, z?: number];
  /** Of a stepwise shader: a dispatch for each of `count` steps from `first` on, `by` apart. */
  readonly steps?: Steps;
};

/** A place in a tensor, in values. */
export type Span = { readonly tensor: TensorInfo; readonly at?: number };

export type Steps = { readonly first: number; readonly by: number; readonly count: number };

/** The card that `backend` works on. @throws {TypeError} when that is not tfjs's WebGPU backend. */
export function gpuOf(backend: object): Gpu {
  const known = cards.get(backend);
  if (known !== undefined) return known;
  const made = gpu(asWebGpuBackend(backend));
  cards.set(backend, made);
  return made;
}

const cards = new WeakMap<object, Gpu>();

function gpu(backend: WebGpuBackend): Gpu {
  const { device } = backend;
  const card: Gpu = {
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
    atHand({ dataId }) {
      return (backend.tensorMap.get(dataId).values ?? undefined) as Int32Array | Float32Array | undefined;
    },
    dispose({ dataId }) {
      backend.disposeData(dataId);
    },
    dispatch(shader, { buffers, scalars, groups: [x, y = 1, z = 1], steps }) {
      if (x * y * z === 0) return;
      const { pipeline, layout } = pipelineOf(device, shader);
      const names = Object.keys(shader.buffers) as (keyof typeof buffers)[];
      const resources: GPUBufferBinding[] = names.map((name) => ({
        buffer:
          shader.buffers[name] === "read f32"
            ? floatsOf(card, backend, buffers[name])
            : bufferOf(backend, buffers[name]),
      }));
      const uniform = scalarBuffer(backend, shader, scalars);
      if (uniform !== undefined) resources.push({ buffer: uniform });
      if (steps !== undefined) resources.push({ buffer: stepNumbers(device, steps), size: 4 });
      const entries = resources.map((resource, binding) => ({ binding, resource }));
      const group = device.createBindGroup({ layout, entries });
      const pass = openPass(backend);
      pass.setPipeline(pipeline);
      for (let index = 0; index < (steps?.count ?? 1); index += 1) {
        const offsets = steps === undefined ? [] : [(steps.first + index * steps.by) * stepStride];
        pass.setBindGroup(0, group, offsets);
        pass.dispatchWorkgroups(x, y, z);
        backend.dispatchCountInPass += 1;
      }
    },
    copy(from, to, count) {
      if (count === 0) return;
      const [source, target] = [floatsOf(card, backend, from.tensor), bufferOf(backend, to.tensor)];
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
  return card;
}

/** A tensor's buffer, which stays its own until the commands recorded now are submitted. */
function bufferOf(backend: WebGpuBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  backend.commandQueueOwnedIds.add(dataId);
  const buffer = backend.tensorMap.get(dataId).resource as GPUBuffer;
  return buffer.size === 0 ? placeholder(backend.device) : buffer;
}

/** What is bound for a tensor without values, whose buffer cannot be. */
function placeholder(device: GPUDevice): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = placeholders.get(device) ?? device.createBuffer({ label: "no values", size: 4, usage });
  placeholders.set(device, buffer);
  return buffer;
}

const placeholders = new WeakMap<GPUDevice, GPUBuffer>();

/**
 * The buffer of a tensor that is read as float32. Where its numbers lie as whole ones, they are converted to a buffer that lives as
 * long as the commands.
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

/** A buffer with a shader's scalars; undefined if it has none. It goes back to tfjs's when the commands are submitted. */
function scalarBuffer<Scalar extends string>(
  backend: WebGpuBackend,
  shader: Shader<string, Scalar>,
  values: Readonly<Record<Scalar, number>>,
): GPUBuffer | undefined {
  const fields = Object.entries<"u32" | "i32" | "f32">(shader.scalars) as [Scalar, "u32" | "i32" | "f32"][];
  if (fields.length === 0) return undefined;
  const data = new DataView(new ArrayBuffer(fields.length * 4));
  fields.forEach(([name, type], index) => {
    if (type === "f32") data.setFloat32(index * 4, values[name], true);
    else data.setInt32(index * 4, values[name], true);
  });
  const buffer = backend.bufferManager.acquireBuffer(
    data.byteLength,
    GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM,
  );
  backend.device.queue.writeBuffer(buffer, 0, data.buffer);
  backend.uniformPendingDisposal.push(buffer);
  return buffer;
}
