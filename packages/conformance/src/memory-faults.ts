import type { BackendName } from "@tenetjs/backends";
import type { Held } from "./scenarios/holding.ts";

/** What the backend held more of later than at first, a sentence each. Empty when memory stayed level. */
export function memoryFaults([first, ...later]: readonly Held[], backend: BackendName): string[] {
  if (first === undefined || first.bytes === 0) return ["Nothing was held."];
  const { tensors, bytes, taken } = first;
  // tfjs takes another buffer where the card is not done yet with the one that it would use again: how often is chance.
  const most = backend === "webgpu" ? 1.1 * taken : taken;
  return later
    .filter((held) => held.tensors !== tensors || held.bytes !== bytes || held.taken > most)
    .map((held) => `What was held was ${JSON.stringify(first)}, and became ${JSON.stringify(held)}.`);
}
