import { dispose, grads, reshape, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";

/** The options of a gradient check. */
export type GradientCheckOptions = {
  /** The step of the difference quotient. Default: 2^-6; where the quotient does not agree, an eighth of that is tried. */
  readonly step?: number;
  /** The largest allowed error, relative to max(1, |gradient|). Default: 2e-3. */
  readonly tolerance?: number;
  /** The maximum number of entries to check in each input, evenly spaced. Default: 12. */
  readonly entries?: number;
};

/** An entry whose gradient differs from the difference quotient. */
export type GradientMismatch = {
  readonly input: string;
  readonly entry: number;
  readonly expected: number;
  readonly got: number;
};

/**
 * The entries at which the tape's gradient of `loss` differs from the central difference (f(x+s) - f(x-s)) / 2 s, whose own error is of order s^2, and from the
 * five-point one, (f(x-2s) - 8 f(x-s) + 8 f(x+s) - f(x+2s)) / 12 s, whose error is of order s^4. So the step can be large enough
 * for float32: at s = 2^-6 and losses of order 1, rounding contributes about 1e-5. The second is computed only where the first does not agree. Near a corner, as
 * behind a relu, both are wrong even when the gradient is right. So an entry also passes by the three-point quotient of either side, and is tried again with a step
 * of s / 8, to which rounding contributes 1e-4.
 *
 * All losses are computed before the first is read, because on a GPU waiting for a loss takes longer than computing it.
 */
export async function gradientMismatches(
  loss: (...inputs: Tensor[]) => Tensor,
  inputs: Readonly<Record<string, Tensor>>,
  { step = 2 ** -6, tolerance = 2e-3, entries = 12 }: GradientCheckOptions = {},
): Promise<GradientMismatch[]> {
  const places = Object.entries(inputs).flatMap(([input, { size }]) =>
    spread(size, entries).map((entry) => ({ input, entry })),
  );
  let found: readonly GradientMismatch[] | undefined;
  for (const [quotients, distance] of [
    [twoPoints, step],
    [fivePoints, step],
    [fivePoints, step / 8],
  ] as const)
    if (found?.length !== 0)
      found = await mismatchesAt(loss, inputs, found ?? places, quotients, distance, tolerance);
  return found as GradientMismatch[];
}

/** Difference quotients: at which offsets they need the loss, in steps, and what they are. One of them has to agree. */
type Quotients = {
  readonly offsets: readonly number[];
  of(losses: readonly number[], here: number, step: number): number[];
};

const twoPoints: Quotients = {
  offsets: [-1, 1],
  of: ([below, above]: TwoNumbers, _, step) => [(above - below) / (2 * step)],
};

const fivePoints: Quotients = {
  offsets: [-2, -1, 1, 2],
  of: ([farBelow, below, above, farAbove]: FourNumbers, here, step) => [
    (8 * (above - below) - (farAbove - farBelow)) / (12 * step),
    (3 * here - 4 * below + farBelow) / (2 * step),
    (4 * above - 3 * here - farAbove) / (2 * step),
  ],
};

/** An entry of an input. */
type Place = Pick<GradientMismatch, "input" | "entry">;

async function mismatchesAt(
  loss: (...inputs: Tensor[]) => Tensor,
  inputs: Readonly<Record<string, Tensor>>,
  places: readonly Place[],
  quotients: Quotients,
  step: number,
  tolerance: number,
): Promise<GradientMismatch[]> {
  const names = Object.keys(inputs);
  const tensors = Object.values(inputs);
  const lossOf = (...given: Tensor[]) => reshape(loss(...given), []);
  const gradients = await readAndFree(tidy(() => grads(lossOf)(tensors)));
  const values = await read(tensors);
  const lossAt = ({ input, entry }: Place, offset: number) =>
    tidy(() => {
      const index = names.indexOf(input);
      const moved = Float32Array.from(values[index] as Numbers);
      moved[entry] = (moved[entry] as number) + offset;
      return lossOf(...tensors.with(index, tensor(moved, tensors[index]?.shape, "float32")));
    });
  const { offsets } = quotients;
  const [middle, ...losses] = await readAndFree([
    tidy(() => lossOf(...tensors)),
    ...places.flatMap((place) => offsets.map((offset) => lossAt(place, offset * step))),
  ]);
  const here = middle?.[0] as number;

  return places.flatMap(({ input, entry }, place) => {
    const near = losses.slice(offsets.length * place, offsets.length * (place + 1));
    const expected = quotients.of(
      near.map(([loss]) => loss as number),
      here,
      step,
    );
    const got = gradients[names.indexOf(input)]?.[entry] as number;
    const agrees = (quotient: number) =>
      Math.abs(got - quotient) <= tolerance * Math.max(1, Math.abs(quotient));
    return expected.some(agrees) ? [] : [{ input, entry, expected: expected[0] as number, got }];
  });
}

type Numbers = Float32Array | Int32Array | Uint8Array;
type TwoNumbers = readonly [number, number];
type FourNumbers = readonly [number, number, number, number];

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
