import type { BackendName } from "@tenetjs/backends";
import type { Held } from "./scenarios/holding.ts";

/** A sentence for each later measurement in which the backend held more than in the first. Empty if memory stayed constant. */
export function memoryFaults([first, ...later]: readonly Held[], backend: BackendName): string[] {
  if (first === undefined || first.bytes === 0) return ["Nothing was held."];
  const { tensors, bytes, taken } = first;
  // tfjs allocates another buffer if the GPU has not finished with the one to reuse. How often that happens is random.
  const most = backend === "webgpu" ? 1.1 * taken : taken;
  return later
    .filter((held) => held.tensors !== tensors || held.bytes !== bytes || held.taken > most)
    .map((held) => `Memory grew from ${JSON.stringify(first)} to ${JSON.stringify(held)}.`);
}
