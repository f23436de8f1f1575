import { dispose, grads, reshape, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";

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
 *
 * All losses are computed before the first is read: on a graphics card each wait for one would cost more than it does.
 */
export async function gradientMismatches(
  loss: (...inputs: Tensor[]) => Tensor,
  inputs: Readonly<Record<string, Tensor>>,
  { step = 2 ** -6, tolerance = 2e-3, entries = 12 }: GradientCheckOptions = {},
): Promise<GradientMismatch[]> {
  const tensors = Object.values(inputs);
  const lossOf = (...given: Tensor[]) => reshape(loss(...given), []);
  const gradients = await readAndFree(tidy(() => grads(lossOf)(tensors)));
  const values = await read(tensors);

  const checked = Object.keys(inputs).flatMap((input, index) =>
    spread(tensors[index]?.size as number, entries).map((entry) => ({ input, index, entry })),
  );
  const lossAt = (index: number, entry: number, offset: number) =>
    tidy(() => {
      const moved = Float32Array.from(values[index] as Numbers);
      moved[entry] = (moved[entry] as number) + offset;
      return lossOf(...tensors.with(index, tensor(moved, tensors[index]?.shape, "float32")));
    });
  const offsets = [-2 * step, -step, step, 2 * step];
  const losses = await readAndFree(
    checked.flatMap(({ index, entry }) => offsets.map((offset) => lossAt(index, entry, offset))),
  );

  return checked.flatMap(({ input, index, entry }, place) => {
    const [farBelow, below, above, farAbove] = losses.slice(4 * place).map(([loss]) => loss) as FourNumbers;
    const expected = (8 * (above - below) - (farAbove - farBelow)) / (12 * step);
    const got = gradients[index]?.[entry] as number;
    const wrong = !(Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected)));
    return wrong ? [{ input, entry, expected, got }] : [];
  });
}

type Numbers = Float32Array | Int32Array | Uint8Array;
type FourNumbers = [number, number, number, number];

function read(tensors: readonly Tensor[]): Promise<Numbers[]> {
  return Promise.all(tensors.map((tensor) => tensor.data()));
}

async function readAndFree(tensors: Tensor[]): Promise<Numbers[]> {
  const values = await read(tensors);
  dispose(tensors);
  return values;
}

function spread(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, index) => Math.floor((index * length) / count));
}
