import { type SumAttrs, type TensorInfo, util } from "@tensorflow/tfjs-core";

/** A sum over leading axes: of `rows` rows, to one of `columns` values. */
export type LeadingSum = { readonly rows: number; readonly columns: number; readonly shape: number[] };

/** The sum that a call of the kernel `Sum` asks for, if it is one of float32 values over leading axes; undefined otherwise. */
export function leadingSum(x: TensorInfo, { axis, keepDims }: SumAttrs): LeadingSum | undefined {
  const axes = util.parseAxisParam(axis, x.shape).toSorted((a, b) => a - b);
  const [leading, rest] = [x.shape.slice(0, axes.length), x.shape.slice(axes.length)];
  const [rows, columns] = [util.sizeFromShape(leading), util.sizeFromShape(rest)];
  const suits =
    axes.length < x.shape.length &&
    axes.every((each, index) => each === index) &&
    rows * columns > 0 &&
    x.dtype === "float32";
  return suits ? { rows, columns, shape: keepDims ? [...leading.map(() => 1), ...rest] : rest } : undefined;
}
