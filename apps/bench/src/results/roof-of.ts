import type { GraphicsCard, MachineLimits, SubjectResult } from "./results.ts";

/** What can be done at most: GFLOP/s and GB/s. */
export type Roof = { readonly peak: number; readonly bandwidth: number };

/**
 * What the processor can do on the threads of a subject, or the card that it computed on, where that was measured; undefined for a card
 * that is another than the one whose limits are known.
 */
export function roofOf(
  { threads, card }: Pick<SubjectResult, "threads"> & { readonly card?: GraphicsCard | undefined },
  { peak, bandwidth, gpu }: MachineLimits,
): Roof | undefined {
  if (card !== undefined) return gpu !== undefined && isSameCard(card, gpu) ? gpu : undefined;
  const [fastest, widest] = [peak[threads], bandwidth[threads]];
  return fastest === undefined || widest === undefined ? undefined : { peak: fastest, bandwidth: widest };
}

/**
 * Whether two programs speak of one card. They spell its name in different ways (`NVIDIA GeForce RTX 4070`, `nvidia-geforce-rtx-4070`),
 * and drivers put something of their own behind it.
 */
export function isSameCard(one: GraphicsCard, other: GraphicsCard): boolean {
  const [a, b] = [one, other].map(
    ({ name }) =>
      name
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        ?.join("-") ?? "",
  ) as [string, string];
  return one.software === other.software && (`${a}-`.startsWith(`${b}-`) || `${b}-`.startsWith(`${a}-`));
}
