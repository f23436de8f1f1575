import { grads, reshape, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";

/** How a gradient check is done. */
export type GradientCheckOptions = {
  /** Step of the difference quotient. Default 2^-6. */
  readonly step?: number;
  /** Largest error allowed, relative to max(1, |gradient|). Default 2e-3. */
  readonly tolerance?: number;
  /** At most so many entries of each input are checked, spread evenly. Default 12. */
  readonly entries?: number;
};

/** An entry whose gradient is not what the difference quotient says. */
export type GradientMismatch = {
  readonly input: string;
  readonly entry: number;
  readonly expected: number;
  readonly got: number;
};

/**
 * The entries at which the tape's gradient of `loss` differs from the five-point central difference
 * (f(x-2s) - 8 f(x-s) + 8 f(x+s) - f(x+2s)) / 12 s. Its own error is of order s^4, so that the step can be large enough
 * for float32: at s = 2^-6 and losses of order 1, rounding contributes about 1e-5.
 */
export function gradientMismatches(
  loss: (...inputs: Tensor[]) => Tensor,
  inputs: Readonly<Record<string, Tensor>>,
  { step = 2 ** -6, tolerance = 2e-3, entries = 12 }: GradientCheckOptions = {},
): GradientMismatch[] {
  const names = Object.keys(inputs);
  const tensors = Object.values(inputs);
  const gradients = tidy(() =>
    grads((...given) => reshape(loss(...given), []))(tensors).map((gradient) => gradient.dataSync()),
  );
  return tensors.flatMap((input, index) => {
    const values = input.dataSync();
    const at = (entry: number, offset: number) =>
      tidy(() => {
        const moved = Float32Array.from(values);
        moved[entry] = (values[entry] as number) + offset;
        const given = tensors.with(index, tensor(moved, input.shape, "float32"));
        return loss(...given).dataSync()[0] as number;
      });
    return spread(values.length, entries).flatMap((entry) => {
      const near = at(entry, step) - at(entry, -step);
      const far = at(entry, 2 * step) - at(entry, -2 * step);
      const expected = (8 * near - far) / (12 * step);
      const got = gradients[index]?.[entry] as number;
      const wrong = !(Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected)));
      return wrong ? [{ input: names[index] as string, entry, expected, got }] : [];
    });
  });
}

function spread(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, index) => Math.floor((index * length) / count));
}
