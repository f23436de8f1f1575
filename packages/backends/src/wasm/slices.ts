import {
  backend_util,
  type KernelFunc,
  Slice,
  type SliceAttrs,
  SplitV,
  type SplitVAttrs,
  slice_util,
  type TensorInfo,
  Unpack,
  type UnpackAttrs,
  util,
} from "@tensorflow/tfjs-core";
import { asWasmBackend, type WasmBackend } from "../private-fields.ts";

/*
 * The kernels `Slice`, `SplitV` and `Unpack`. tfjs's copy the whole tensor out of the heap for each part that they take, so that taking a sequence apart
 * costs the square of its length. These copy the values of each part alone, in runs of adjacent ones.
 */

/** The kernel `Slice`. */
const slice = onHeap("x", (take, x, { begin, size }: SliceAttrs) => {
  const [from, sizes] = slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
  slice_util.assertParamsValid(x, from, sizes);
  return take(from, sizes);
});

/** The kernel `SplitV`, which `split` runs. */
const splitV = onHeap("x", (take, x, { numOrSizeSplits, axis }: SplitVAttrs) => {
  const along = util.parseAxisParam(axis, x.shape)[0] as number;
  let start = 0;
  return backend_util.prepareSplitSize(x, numOrSizeSplits, along).map((size) => {
    const part = take(zeros(x).with(along, start), x.shape.with(along, size));
    start += size;
    return part;
  });
});

/** The kernel `Unpack`, which `unstack` runs. */
const unpack = onHeap("value", (take, value, { axis }: UnpackAttrs) => {
  const along = util.parseAxisParam(axis, value.shape)[0] as number;
  const shape = value.shape.toSpliced(along, 1);
  return Array.from({ length: value.shape[along] as number }, (_, index) => ({
    ...take(zeros(value).with(along, index), value.shape.with(along, 1)),
    shape,
  }));
});

/** The kernels by their names in tfjs. Each is made from tfjs's own. */
export const slices = { [Slice]: slice, [SplitV]: splitV, [Unpack]: unpack };

/** A new tensor with the values of a tensor from `begin`, as many along each axis as `size` says. */
type Take = (begin: readonly number[], size: readonly number[]) => TensorInfo;

/** Wraps tfjs's kernel, which remains for strings: these are not in the heap. */
function onHeap<Attributes>(
  name: string,
  compute: (take: Take, tensor: TensorInfo, attributes: Attributes) => TensorInfo | TensorInfo[],
): (original: KernelFunc) => KernelFunc {
  return (original) => (call) => {
    const tensor = call.inputs[name] as TensorInfo;
    if (tensor.dtype === "string") return original(call);
    const wasm = asWasmBackend(call.backend);
    return compute((begin, size) => block(wasm, tensor, begin, size), tensor, call.attrs as Attributes);
  };
}

function block(
  wasm: WasmBackend,
  tensor: TensorInfo,
  begin: readonly number[],
  size: readonly number[],
): TensorInfo {
  const part = wasm.makeOutput([...size], tensor.dtype);
  if (util.sizeFromShape([...size]) === 0) return part;
  // Memory may have grown with the new tensor, so views are made after it.
  const [values, copy] = [wasm.typedArrayFromHeap(tensor), wasm.typedArrayFromHeap(part)];
  const strides = [...util.computeStrides(tensor.shape), 1];
  // From this axis on, the values of the block are adjacent.
  const inner = Math.max(
    0,
    size.findLastIndex((length, axis) => length !== tensor.shape[axis]),
  );
  const run = (size[inner] ?? 1) * (strides[inner] as number);
  let to = 0;
  const copyFrom = (axis: number, offset: number): void => {
    const start = offset + (begin[axis] ?? 0) * (strides[axis] as number);
    if (axis === inner) {
      copy.set(values.subarray(start, start + run), to);
      to += run;
      return;
    }
    for (let index = 0; index < (size[axis] as number); index += 1)
      copyFrom(axis + 1, start + index * (strides[axis] as number));
  };
  copyFrom(0, 0);
  return part;
}

function zeros({ shape }: TensorInfo): number[] {
  return shape.map(() => 0);
}
