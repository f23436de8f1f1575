import { phrase, problem } from "@tenetjs/core/internals";
import { namedLeaves, type TensorTree } from "@tenetjs/core/tensors";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { StoredTensor } from "./dtype.ts";

/**
 * The leaves of `tree` as plain arrays under their paths, such as `layers.0.wx`, for `encodeSafetensors`.
 * All values are read from the device in one batch. The tree is not changed.
 *
 * @throws {TypeError} when a leaf is neither float32, int32 nor bool, or when a name could not be restored: an empty
 *   name, a name with a dot, or one of digits only, which means a list position.
 */
export async function treeToTensors(tree: TensorTree): Promise<Record<string, StoredTensor>> {
  checkNames(tree, "");
  const entries = namedLeaves(tree).map(
    async ({ path, tensor }) => [path, await toStored(path, tensor)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function toStored(path: string, tensor: Tensor): Promise<StoredTensor> {
  const { dtype, shape } = tensor;
  switch (dtype) {
    case "float32":
      return { dtype: "F32", shape, data: await tensor.data<"float32">() };
    case "int32":
      return { dtype: "I32", shape, data: await tensor.data<"int32">() };
    case "bool":
      return { dtype: "BOOL", shape, data: Uint8Array.from(await tensor.data<"bool">()) };
    default:
      throw new TypeError(problem("treeToTensors", `float32, int32 or bool at "${path}"`, dtype));
  }
}

function checkNames(tree: TensorTree, path: string): void {
  if ("dataId" in tree) return;
  for (const [name, child] of Object.entries(tree)) {
    if (!Array.isArray(tree) && !/^(?!\d+$)[^.]+$/.test(name)) {
      const at = path === "" ? "at the root" : `under "${path}"`;
      throw new TypeError(
        problem(
          "treeToTensors",
          `names ${at} that have no dots and are not only digits`,
          phrase(JSON.stringify(name)),
        ),
      );
    }
    checkNames(child as TensorTree, path === "" ? name : `${path}.${name}`);
  }
}
