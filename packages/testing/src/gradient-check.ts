import { normal, type Rng, split } from "@tenetjs/core";
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
  const moved = ({ index, entry }: (typeof checked)[number], offset: number) => {
    const to = Float32Array.from(values[index] as Numbers);
    to[entry] = (to[entry] as number) + offset;
    return lossOf(...tensors.with(index, tensor(to, tensors[index]?.shape, "float32")));
  };
  const expected = await differenceQuotients(checked, moved, step);
  return checked.flatMap(({ input, index, entry }, place) => {
    const got = gradients[index]?.[entry] as number;
    return mismatch(input, entry, expected[place] as number, got, tolerance);
  });
}

/**
 * The inputs whose gradient, along one direction drawn from `rng`, differs from the difference quotient along it: a check
 * in which every entry takes part at the price of four losses an input, for where losses are dear. The directions have length 1.
 */
export async function directionalMismatches(
  loss: (...inputs: Tensor[]) => Tensor,
  inputs: Readonly<Record<string, Tensor>>,
  rng: Rng,
  { step = 2 ** -6, tolerance = 2e-3 }: Omit<GradientCheckOptions, "entries"> = {},
): Promise<GradientMismatch[]> {
  const tensors = Object.values(inputs);
  const lossOf = (...given: Tensor[]) => reshape(loss(...given), []);
  const gradients = await readAndFree(tidy(() => grads(lossOf)(tensors)));
  const values = await read(tensors);
  const checked = Object.keys(inputs).map((input, index) => ({
    input,
    index,
    direction: unitVector(split(rng, input), tensors[index]?.size as number),
  }));
  const moved = ({ index, direction }: (typeof checked)[number], offset: number) => {
    const to = Float32Array.from(
      values[index] as Numbers,
      (value, entry) => value + offset * (direction[entry] as number),
    );
    return lossOf(...tensors.with(index, tensor(to, tensors[index]?.shape, "float32")));
  };
  const expected = await differenceQuotients(checked, moved, step);
  return checked.flatMap(({ input, index, direction }, place) => {
    const got = direction.reduce((sum, part, entry) => sum + part * (gradients[index]?.[entry] as number), 0);
    return mismatch(input, 0, expected[place] as number, got, tolerance);
  });
}

/** The five-point quotient at each of `places`, of the loss that `moved` gives at an offset from there. */
async function differenceQuotients<Place>(
  places: readonly Place[],
  moved: (place: Place, offset: number) => Tensor,
  step: number,
): Promise<number[]> {
  const offsets = [-2 * step, -step, step, 2 * step];
  const losses = await readAndFree(
    places.flatMap((place) => offsets.map((offset) => tidy(() => moved(place, offset)))),
  );
  return places.map((_, place) => {
    const [farBelow, below, above, farAbove] = losses.slice(4 * place).map(([loss]) => loss) as FourNumbers;
    return (8 * (above - below) - (farAbove - farBelow)) / (12 * step);
  });
}

function mismatch(
  input: string,
  entry: number,
  expected: number,
  got: number,
  tolerance: number,
): GradientMismatch[] {
  const wrong = !(Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected)));
  return wrong ? [{ input, entry, expected, got }] : [];
}

function unitVector(rng: Rng, size: number): Float64Array {
  const vector = Float64Array.from({ length: size }, () => normal(rng));
  const length = Math.hypot(...vector);
  return vector.map((part) => part / length);
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
