import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";
import type { Shader } from "./shader.ts";

/** The GPU of tfjs's WebGPU backend, at work for shaders of our own, in one order of commands with tfjs's. */
export type Gpu = {
  readonly device: GPUDevice;
  /** A new tensor of undefined values. It is part of a kernel's result, or freed by `dispose`. */
  output(shape: readonly number[], dtype: DataType): TensorInfo;
  /**
   * A new tensor of one number, whose buffer has room for `count`. tfjs hands the gradient of every output over as a tensor of its
   * size, zeros that it uploads if need be: for what it is of no use to, that of one number is enough.
   */
  workspace(count: number): TensorInfo;
  /** A new tensor with `value` everywhere, which the CPU writes. */
  filled(shape: readonly number[], dtype: "float32" | "int32", value: number): TensorInfo;
  /** The dtype of a tensor's values in its buffer. tfjs casts integers and booleans to floats in name only, and their buffer stays as it was. */
  storedAs(tensor: TensorInfo): DataType;
  /** A tensor's values, where the CPU has a copy of them; undefined where only the GPU has them. */
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
  /** Submits what is recorded, for the GPU to start on. Left out, it happens when something is read. */
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
