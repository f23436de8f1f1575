import { readFileSync } from "node:fs";
import { seed } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import { networkModel } from "@tenetjs/models";
import { numbersOf } from "@tenetjs/testing";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import type { StoredTensor } from "../dtype.ts";
import type { StoredNetwork } from "../formats/stored-network.ts";
import { fillTree } from "../tensors-to-tree.ts";
import { treeToTensors } from "../tree-to-tensors.ts";

/** Numbers in a file of golden values. */
export type GoldenValues = { readonly shape: number[]; readonly values: number[] };

/** The inputs and outputs of a network of another library. */
export type GoldenCase = { readonly inputs: GoldenValues; readonly outputs: GoldenValues };

/** The case `name`, and the file of the network, whose name ends with `ending`. */
export function goldenNetwork(name: string, ending: string): GoldenCase & { readonly bytes: Uint8Array } {
  const read = (file: string) => readFileSync(new URL(`../golden/${file}`, import.meta.url));
  const values = name.startsWith("tfjs") ? "tfjs.golden.json" : "networks.golden.json";
  const { cases } = JSON.parse(read(values).toString());
  return { ...cases[name], bytes: read(`${name}${ending}`) };
}

/** The outputs of `stored` in Tenet, on the current backend. */
export async function networkOutputs(
  { network, tensors }: StoredNetwork,
  inputs: GoldenValues,
): Promise<number[]> {
  const model = networkModel(network);
  const params = fillTree(model.init(seed(1)) as TensorTree, tensors);
  const ids = network.kind === "language-model" || network.options.input.kind !== "vector";
  const read = tensor(inputs.values, inputs.shape, ids ? "int32" : "float32");
  const apply = model.apply as (params: TensorTree, inputs: Tensor) => object;
  const found = apply(params, read) as { logits?: Tensor; predictions?: Tensor };
  return numbersOf((found.logits ?? found.predictions) as Tensor);
}

/** A network with random weights. */
export async function randomNetwork(network: StoredNetwork["network"]): Promise<StoredNetwork> {
  const params = networkModel(network).init(seed(5)) as TensorTree;
  const tensors = await treeToTensors(params);
  const moved = Object.entries(tensors).map(([name, { shape, data }]): [string, StoredTensor] => {
    // No bias may be 0, or a lost one would not show.
    return [
      name,
      {
        dtype: "F32",
        shape,
        data: Float32Array.from(data as Float32Array, (value, at) => value + 0.1 * Math.sin(at + 1)),
      },
    ];
  });
  return { network, tensors: Object.fromEntries(moved) };
}

/** The largest difference between two lists of equal length. */
export function largestGap(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] as number))));
}
