import {
  AddN,
  Concat,
  type ConcatAttrs,
  clone,
  concat,
  ExpandDims,
  type GradConfig,
  OneHot,
  Pack,
  type PackAttrs,
  PadV2,
  type PadV2Attrs,
  pad,
  Reshape,
  Reverse,
  type ReverseAttrs,
  reshape,
  reverse,
  Select,
  Slice,
  type SliceAttrs,
  SplitV,
  type SplitVAttrs,
  slice,
  slice_util,
  stack,
  sum,
  type Tensor,
  Tile,
  type TileAttrs,
  Transpose,
  type TransposeAttrs,
  transpose,
  Unpack,
  type UnpackAttrs,
  util,
  where,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { gradient } from "./gradient.ts";

/** Gradients of the kernels that move, join, slice, repeat or select elements. */
export const shapeGradients: readonly GradConfig[] = [
  gradient(Reshape, { inputsToSave: ["x"] }, (dy, [x]) => ({ x: () => reshape(dy, x.shape) })),
  gradient(ExpandDims, { inputsToSave: ["input"] }, (dy, [input]) => ({
    input: () => reshape(dy, input.shape),
  })),
  gradient<TransposeAttrs>(Transpose, {}, (dy, _, { perm }) => ({ x: () => transpose(dy, inverse(perm)) })),
  gradient<ReverseAttrs>(Reverse, {}, (dy, _, { dims }) => ({ x: () => reverse(dy, dims) })),
  gradient<TileAttrs>(Tile, { inputsToSave: ["x"] }, (dy, [x], { reps }) => ({
    x: () => sumOfTiles(dy, x.shape, reps),
  })),
  gradient<SliceAttrs>(Slice, { inputsToSave: ["x"] }, (dy, [x], { begin, size }) => ({
    x: () => {
      const [first] = slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
      return pad(
        dy,
        x.shape.map((length, axis) => [at(first, axis), length - at(first, axis) - at(dy.shape, axis)]),
      );
    },
  })),
  gradient<PadV2Attrs>(PadV2, { inputsToSave: ["x"] }, (dy, [x], { paddings }) => ({
    x: () =>
      slice(
        dy,
        paddings.map(([before]) => before),
        x.shape,
      ),
  })),
  gradient<ConcatAttrs>(Concat, { saveAllInputs: true }, (dy, inputs, { axis }) => {
    const along = axisOf(axis, dy);
    let end = 0;
    return byIndex(inputs, ({ shape }) => {
      const begin = shape.map(() => 0);
      begin[along] = end;
      end += at(shape, along);
      return () => slice(dy, begin, shape);
    });
  }),
  gradient<PackAttrs>(Pack, { saveAllInputs: true }, (dy, inputs, { axis }) => {
    const along = axisOf(axis, dy);
    return byIndex(inputs, ({ shape }, index) => () => {
      const begin = dy.shape.map((_, other) => (other === along ? index : 0));
      return reshape(slice(dy, begin, shape.toSpliced(along, 0, 1)), shape);
    });
  }),
  gradient(AddN, { saveAllInputs: true }, (dy, inputs) => byIndex(inputs, () => () => clone(dy))),
  {
    kernelName: SplitV,
    gradFunc: (dys, _, attributes) => ({
      x: () => concat(list(dys), (attributes as unknown as SplitVAttrs).axis),
    }),
  },
  {
    kernelName: Unpack,
    gradFunc: (dys, _, attributes) => ({
      value: () => stack(list(dys), (attributes as unknown as UnpackAttrs).axis),
    }),
  },
  gradient(Select, { inputsToSave: ["condition"] }, (dy, [condition]) => ({
    condition: () => zeros(condition.shape),
    // Selected, not multiplied by 0 and 1: an infinite slope on the branch not taken would become NaN.
    t: () => where(condition, dy, zerosLike(dy)),
    e: () => where(condition, zerosLike(dy), dy),
  })),
  gradient(OneHot, { inputsToSave: ["indices"] }, (_, [indices]) => ({
    indices: () => zeros(indices.shape),
  })),
];

function byIndex(
  inputs: readonly Tensor[],
  backward: (input: Tensor, index: number) => () => Tensor,
): Record<string, () => Tensor> {
  return Object.fromEntries(inputs.map((input, index) => [index, backward(input, index)]));
}

/** `axis` counted from the front. Kernels also accept negative axes. */
function axisOf(axis: number, { shape }: Tensor): number {
  return util.parseAxisParam(axis, shape)[0] as number;
}

/** `dys` as a list. tfjs passes a single tensor if a kernel with several outputs has only one. */
function list(dys: Tensor | Tensor[]): Tensor[] {
  return Array.isArray(dys) ? dys : [dys];
}

function inverse(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

/** The sum over the repeats of a tile: splits each repeated axis of `dy` into `[repeat, size]` and sums over `repeat`. */
function sumOfTiles(dy: Tensor, shape: readonly number[], reps: readonly number[]): Tensor {
  const split: number[] = [];
  const repeats: number[] = [];
  shape.forEach((size, axis) => {
    if (at(reps, axis) > 1) {
      repeats.push(split.length);
      split.push(at(reps, axis));
    }
    split.push(size);
  });
  return reshape(repeats.length === 0 ? dy : sum(reshape(dy, split), repeats), [...shape]);
}

function at(values: readonly number[], index: number): number {
  return values[index] as number;
}
