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

/** Repairs those of tfjs 4.22.0's WebGPU kernels that fail, or give another shape than on tfjs's other backends. */
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

/** Of more tensors than a shader may have buffers, the sum of some comes first. tfjs binds them all. */
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

/** Of a vector tfjs gives a vector of one. */
const asScalar =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const found = original(call) as TensorInfo;
    return input(call, "x").shape.length === 1 ? { ...found, shape: [] } : found;
  };

/** What these are of no values at all. tfjs divides by their number. */
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
    // Two names for one thing, by the kernel.
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

/** A product over an axis of length 0 is zeros. tfjs binds a buffer of no bytes, which is an error. */
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
 * Of long rows and a small result, tfjs has several workgroups add to each number in the order in which they get there, so that
 * the same product differs from run to run. Here the program is taken that it has for other small results.
 */
const inOneOrder =
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const { rows, columns, length } = sizesOfProduct(call);
    const tiles = Math.ceil(rows / 32) * Math.ceil(columns / 32);
    if (!isProgramOpen() || length < 2000 || rows * columns <= 128 || tiles > 32) return original(call);
    return withSmallTiles(() => original(call));
  };

/** Of a product, or of each of a batch. */
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
