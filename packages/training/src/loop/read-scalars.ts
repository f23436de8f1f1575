import type { Scalar } from "@tensorflow/tfjs-core";

/** The numbers that scalar tensors hold, by name; all of them are asked for at once. */
export async function readScalars<Name extends string>(
  scalars: Readonly<Record<Name, Scalar>>,
): Promise<Record<Name, number>> {
  const entries = Object.entries<Scalar>(scalars);
  const values = await Promise.all(entries.map(async ([name, scalar]) => [name, (await scalar.data())[0]]));
  return Object.fromEntries(values) as Record<Name, number>;
}
