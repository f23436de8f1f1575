import { leaves, type TensorTree } from "@tenetjs/core/tensors";

/** All numbers of all tensors, in the order of `leaves`. It is asynchronous so that it works on every backend. */
export async function numbersOf(tree: TensorTree): Promise<number[]> {
  const values = await Promise.all(leaves(tree).map((leaf) => leaf.data()));
  return values.flatMap((numbers) => [...numbers]);
}
