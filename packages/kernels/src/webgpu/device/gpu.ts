import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";
import type { Shader } from "./shader.ts";

/** The GPU of tfjs's WebGPU backend, for our own shaders. Their commands run in order with tfjs's. */
export type Gpu = {
  readonly device: GPUDevice;
  /** A new tensor with undefined values. Return it from a kernel, or free it with `dispose`. */
  output(shape: readonly number[], dtype: DataType): TensorInfo;
  /**
   * A new tensor of one number, whose buffer has space for `count`. tfjs makes a gradient of the size of every output, here unused
   * zeros, so the tensor itself is small.
   */
  workspace(count: number): TensorInfo;
  /** A new tensor filled with `value` by the CPU. */
  filled(shape: readonly number[], dtype: "float32" | "int32", value: number): TensorInfo;
  /** The dtype of a tensor's values in its buffer. When tfjs casts integers or booleans to floats, their buffer stays as it was. */
  storedAs(tensor: TensorInfo): DataType;
  /** A tensor's values if the CPU holds a copy of them, or undefined if only the GPU does. */
  onCpu(tensor: TensorInfo): Int32Array | Float32Array | undefined;
  /** Frees a tensor that no kernel returns, once the commands that use it have finished. */
  dispose(tensor: TensorInfo): void;
  /** Records a dispatch, which sees the writes of all earlier commands. */
  dispatch<Buffer extends string, Scalar extends string>(
    shader: Shader<Buffer, Scalar>,
    call: Call<Buffer, Scalar>,
  ): void;
  /** Records dispatches of stepwise shaders: all of them in order for the first step, then for the next one. */
  dispatchSteps<Buffer extends string, Scalar extends string>(
    shaders: readonly Shader<Buffer, Scalar>[],
    call: Call<Buffer, Scalar> & { readonly steps: Steps },
  ): void;
  /** Records a copy of `count` float32 values between two tensors, starting at the given places. */
  copy(from: Span, to: Span, count: number): void;
  /** Submits the recorded commands, so that the GPU starts on them. Otherwise they are submitted when something is read. */
  submit(): void;
};

/** The arguments of a dispatch. */
export type Call<Buffer extends string = string, Scalar extends string = string> = {
  readonly buffers: Readonly<Record<Buffer, TensorInfo>>;
  readonly scalars: Readonly<Record<Scalar, number>>;
  /** The number of workgroups along x, y and z. If one of them is 0, nothing is dispatched. */
  readonly groups: readonly [x: number, y?: number, z?: number];
  /** For a stepwise shader: one dispatch for each of `count` steps from `first` on, `by` apart. */
  readonly steps?: Steps;
};

/** A place in a tensor. `at` is in values. */
export type Span = { readonly tensor: TensorInfo; readonly at?: number };

export type Steps = { readonly first: number; readonly by: number; readonly count: number };
