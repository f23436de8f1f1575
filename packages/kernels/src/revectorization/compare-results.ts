import type { Build } from "../wasm/module/binary.ts";

/** A line of the probe's program: what the kernels of a build computed, each as base64 of float32 values. */
export type ProbeLine = { readonly build: Build; readonly results: Readonly<Record<string, string>> };

/** Rounding once instead of twice moves sums of up to 270 products by less than this share of the largest value. */
export const relaxedTolerance = 1e-5;

/**
 * What is wrong with the results of `revectorized`, as a clause; undefined if nothing is. Each build has to give what it gave without
 * revectorisation, bit by bit, and the relaxed build what the strict one gives, within {@link relaxedTolerance} of the largest value.
 */
export function faultIn(plain: readonly ProbeLine[], revectorized: readonly ProbeLine[]): string | undefined {
  for (const { build, results } of plain) {
    const others = revectorized.find((line) => line.build === build)?.results ?? {};
    for (const [name, values] of Object.entries(results))
      if (others[name] !== values) return `${name} differs in the ${build} build`;
  }
  const [strict, relaxed] = [plain[0]?.results ?? {}, plain[1]?.results];
  if (relaxed === undefined) return undefined;
  const far = Object.keys(strict).find(
    (name) => !isNear(valuesOf(strict[name] as string), valuesOf(relaxed[name] ?? "")),
  );
  return far === undefined ? undefined : `${far} of the relaxed build is far from that of the strict one`;
}

function isNear(expected: Float32Array, got: Float32Array): boolean {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return expected.every((value, index) => {
    const other = got[index] ?? Number.NaN;
    return Math.abs(value - other) <= relaxedTolerance * largest;
  });
}

function valuesOf(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new Float32Array(bytes.buffer);
}
