import type { Scalar } from "@tensorflow/tfjs-core";

/** The values of scalar tensors, by name, all read from the device in one batch. */
export async function readScalars<Name extends string>(
  scalars: Readonly<Record<Name, Scalar>>,
): Promise<Record<Name, number>> {
  const entries = Object.entries<Scalar>(scalars);
  const values = await Promise.all(entries.map(async ([name, scalar]) => [name, (await scalar.data())[0]]));
  return Object.fromEntries(values) as Record<Name, number>;
}
