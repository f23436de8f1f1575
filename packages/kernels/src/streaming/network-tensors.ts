import type { TokenNetwork } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Tensor } from "@tensorflow/tfjs-core";

/** All tensors of `network`. */
export function tensorsOf({ table, cells, head }: TokenNetwork): Tensor[] {
  const ofCells = cells.flatMap(({ params }) => Object.values(params));
  return [...(table === undefined ? [] : [table]), ...ofCells, head.w, head.b];
}

/** Whether a stream of compiled steps can run `network`: all tensors are float32, and no cell has an input other than the time. */
export function canStream(network: TokenNetwork): boolean {
  return (
    tensorsOf(network).every(({ dtype }) => dtype === "float32") &&
    network.cells.every(({ cell }) => cell.recipe.inputs.every((name) => name === "time"))
  );
}

/** @throws {TypeError} if one of a stream's tensors is disposed, since its memory may hold anything. */
export function checkTensors(tensors: readonly Tensor[]): void {
  if (tensors.every(({ isDisposed }) => !isDisposed)) return;
  const next = "Dispose of a model's parameters after you release the states of its streams.";
  throw new TypeError(
    problem("TokenStream", "parameters that are not disposed", phrase("a disposed one"), next),
  );
}
