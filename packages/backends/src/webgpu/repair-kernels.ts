import {
  _FusedMatMul,
  AddN,
  ArgMax,
  ArgMin,
  BatchMatMul,
  type BatchMatMulAttrs,
  backend_util,
  broadcast_util,
  type DataType,
  Fill,
  getKernel,
  type KernelFunc,
  Max,
  type MaxAttrs,
  Mean,
  Min,
  Softmax,
  Sum,
  type SumAttrs,
  sumOutType,
  type TensorInfo,
  UnsortedSegmentSum,
  type UnsortedSegmentSumAttrs,
  util,
} from "@tensorflow/tfjs-core";
import { asWebGpuBackend } from "../private-fields.ts";
import { replaceKernel } from "../replace-kernel.ts";
import { isProgramOpen, withSmallTiles } from "./matrix-products.ts";

/** Repairs the WebGPU kernels of tfjs 4.22.0 that fail, or whose results differ in shape from those on its other backends. */
export function repairKernels(): void {
  replaceKernel("webgpu", AddN, addInParts);
  for (const name of [ArgMax, ArgMin]) replaceKernel("webgpu", name, asScalar);
  for (const [name, value] of emptyReductions) replaceKernel("webgpu", name, reduceNothing(value));
  replaceKernel("webgpu", Softmax, keepNothing);
  replaceKernel("webgpu", UnsortedSegmentSum, addNothing);
  replaceKernel("webgpu", BatchMatMul, (original) => multiplyNothing(inOneOrder(original)));
  replaceKernel("webgpu", _FusedMatMul, inOneOrder);
}

type KernelCall = Parameters<KernelFunc>[0];

/** Adds more tensors than a shader may have buffers in several parts. tfjs binds them all at once. */
const addInParts =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const backend = asWebGpuBackend(call.backend);
    const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
    const add = (tensors: readonly TensorInfo[]) =>
      original({ ...call, inputs: tensors as unknown as KernelCall["inputs"] }) as TensorInfo;
    const tensors = call.inputs as unknown as readonly TensorInfo[];
    let sum = add(tensors.slice(0, most));
    for (let next = most; next < tensors.length; next += most - 1) {
      const part = sum;
      sum = add([part, ...tensors.slice(next, next + most - 1)]);
      backend.disposeData(part.dataId);
    }
    return sum;
  };

/** Reduces a vector to a scalar. tfjs returns a vector of length 1. */
const asScalar =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const found = original(call) as TensorInfo;
    return input(call, "x").shape.length === 1 ? { ...found, shape: [] } : found;
  };

/** The results of reductions over no values. tfjs divides by zero. */
const emptyReductions: readonly (readonly [name: string, value: number])[] = [
  [Sum, 0],
  [Mean, Number.NaN],
  [Max, Number.NEGATIVE_INFINITY],
  [Min, Number.POSITIVE_INFINITY],
];

const reduceNothing =
  (value: number) =>
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const x = input(call, "x");
    if (util.sizeFromShape(x.shape) > 0) return original(call);
    // Max and Min call the axes `reductionIndices`.
    const { axis, reductionIndices, keepDims } = call.attrs as unknown as SumAttrs & MaxAttrs;
    const axes = util.parseAxisParam(axis ?? reductionIndices, x.shape);
    const [reduced] = backend_util.computeOutAndReduceShapes(x.shape, axes);
    const shape = keepDims ? backend_util.expandShapeToKeepDim(reduced, axes) : reduced;
    return filled(call, shape, value, Number.isNaN(value) ? "float32" : sumOutType(x.dtype));
  };

const keepNothing =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { shape } = input(call, "logits");
    return util.sizeFromShape(shape) > 0 ? original(call) : filled(call, shape, 0);
  };

const addNothing =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { shape, dtype } = input(call, "x");
    if (util.sizeFromShape(shape) > 0) return original(call);
    const { numSegments } = call.attrs as unknown as UnsortedSegmentSumAttrs;
    return filled(call, [numSegments, ...shape.slice(1)], 0, dtype);
  };

/** Returns zeros for a product over an axis of length 0. tfjs binds an empty buffer, which is an error. */
const multiplyNothing =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { rows, columns, length } = sizesOfProduct(call);
    if (length > 0) return original(call);
    const [a, b] = [input(call, "a"), input(call, "b")];
    const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return filled(call, [...batch, rows, columns], 0);
  };

/**
 * Makes products with long rows and a small result deterministic. tfjs has several workgroups add to each number in the order in
 * which they arrive, so results differ from run to run. This takes the program that tfjs uses for other small results instead.
 */
const inOneOrder =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { rows, columns, length } = sizesOfProduct(call);
    const tiles = Math.ceil(rows / 32) * Math.ceil(columns / 32);
    if (!isProgramOpen() || length < 2000 || rows * columns <= 128 || tiles > 32) return original(call);
    return withSmallTiles(() => original(call));
  };

/** The sizes of a product, or of each product of a batch. */
function sizesOfProduct(call: KernelCall): { rows: number; columns: number; length: number } {
  const { transposeA, transposeB } = call.attrs as unknown as BatchMatMulAttrs;
  const [rows, length] = lastTwo(input(call, "a"), transposeA);
  const [, columns] = lastTwo(input(call, "b"), transposeB);
  return { rows, columns, length };
}

function lastTwo({ shape }: TensorInfo, transposed: boolean): [number, number] {
  const [first, second] = shape.slice(-2) as [number, number];
  return transposed ? [second, first] : [first, second];
}

function input({ inputs }: KernelCall, name: string): TensorInfo {
  return inputs[name] as TensorInfo;
}

function filled({ backend }: KernelCall, shape: number[], value: number, dtype: DataType = "float32") {
  return getKernel(Fill, "webgpu").kernelFunc({ inputs: {}, backend, attrs: { shape, value, dtype } });
}
