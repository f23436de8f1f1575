import {
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

/** Repairs those of tfjs 4.22.0's WebGPU kernels that fail, or give another shape than on tfjs's other backends. */
export function repairKernels(): void {
  replaceKernel("webgpu", AddN, addInParts);
  for (const name of [ArgMax, ArgMin]) replaceKernel("webgpu", name, asScalar);
  for (const [name, value] of emptyReductions) replaceKernel("webgpu", name, reduceNothing(value));
  replaceKernel("webgpu", Softmax, keepNothing);
  replaceKernel("webgpu", UnsortedSegmentSum, addNothing);
  replaceKernel("webgpu", BatchMatMul, multiplyNothing);
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
    const [a, b] = [input(call, "a"), input(call, "b")];
    const { transposeA, transposeB } = call.attrs as unknown as BatchMatMulAttrs;
    if (a.shape.at(transposeA ? -2 : -1) !== 0 || b.shape.at(transposeB ? -1 : -2) !== 0)
      return original(call);
    const outer = [a.shape.at(transposeA ? -1 : -2), b.shape.at(transposeB ? -2 : -1)] as [number, number];
    const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return filled(call, [...batch, ...outer], 0);
  };

function input({ inputs }: KernelCall, name: string): TensorInfo {
  return inputs[name] as TensorInfo;
}

function filled({ backend }: KernelCall, shape: number[], value: number, dtype: DataType = "float32") {
  return getKernel(Fill, "webgpu").kernelFunc({ inputs: {}, backend, attrs: { shape, value, dtype } });
}
