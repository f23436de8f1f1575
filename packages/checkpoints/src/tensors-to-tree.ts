import type { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { mapTree, namedLeaves, type TensorTree } from "@tenetjs/core/tensors";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import type { StoredTensor } from "./dtype.ts";
import { mismatch } from "./mismatch.ts";

/**
 * A tree of new tensors, which the caller owns, built from the names: `layers.0.wx` is `tree.layers[0].wx`. Branches whose names
 * are 0, 1, 2, ... become lists, all others records. Floating-point values become float32, smaller integers int32,
 * BOOL bool. A file does not store empty branches; {@link fillTree} keeps them.
 *
 * @throws {TenetError} "CHECKPOINT_MISMATCH" when the names do not form a tree (both `a` and `a.b`, or a list with a
 *   gap).
 * @throws {TypeError} when a tensor has a dtype that tfjs does not support: I64, U64 or U32.
 */
export function tensorsToTree(tensors: Readonly<Record<string, StoredTensor>>): TensorTree {
  const root: Branch = new Map();
  for (const [name, stored] of Object.entries(tensors)) {
    tensorType("tensorsToTree", name, stored);
    if (name === "" && Object.keys(tensors).length === 1) return toTensor(stored);
    plant(root, name, stored);
  }
  checkLists(root, "");
  return grow(root);
}

/**
 * A tree of the form of `like`, including empty branches, with the values of `tensors` in new tensors, which the
 * caller owns. Use it to resume a run: `fillTree(model.init(rng), tensors)`. `like` is not changed.
 *
 * @throws {TenetError} "CHECKPOINT_MISMATCH" with the name of a tensor that is missing, unexpected, or of another
 *   shape or dtype, before any tensor is made.
 */
export function fillTree<Tree extends TensorTree>(
  like: Tree,
  tensors: Readonly<Record<string, StoredTensor>>,
): Tree {
  const wanted = namedLeaves(like);
  const names = new Set(wanted.map(({ path }) => path));
  for (const { path, tensor } of wanted)
    checkFits(path, tensor, Object.hasOwn(tensors, path) ? tensors[path] : undefined);
  const extra = Object.keys(tensors).filter((name) => !names.has(name));
  if (extra.length > 0) throw mismatch("fillTree", "no tensors other than those of the tree", extra);
  return mapTree(like, (_, path) => toTensor(tensors[path] as StoredTensor));
}

type Branch = Map<string, Branch | StoredTensor>;

function plant(root: Branch, name: string, stored: StoredTensor): void {
  const parts = name.split(".");
  const last = parts.pop() as string;
  let branch = root;
  for (const part of parts) {
    const next = branch.get(part) ?? new Map();
    if (!(next instanceof Map)) throw bothTensorAndBranch(name);
    branch.set(part, next);
    branch = next;
  }
  if (branch.has(last)) throw bothTensorAndBranch(name);
  branch.set(last, stored);
}

function bothTensorAndBranch(name: string): TenetError {
  return mismatch("tensorsToTree", `"${name}" to be either a tensor or a branch`, phrase("both"));
}

/** Checks that the names of a branch are either all list positions, from 0 without a gap, or all not digits. */
function checkLists(branch: Branch, path: string): void {
  const names = Array.from(branch.keys());
  if (names.some((name) => /^\d+$/.test(name)) && !isList(branch))
    throw mismatch(
      "tensorsToTree",
      `the names under "${path}" to be either 0, 1, 2, ... or no numbers`,
      names,
    );
  for (const [name, child] of branch)
    if (child instanceof Map) checkLists(child, path === "" ? name : `${path}.${name}`);
}

function isList(branch: Branch): boolean {
  return branch.size > 0 && Array.from(branch.keys()).every((_, index) => branch.has(String(index)));
}

function grow(node: Branch | StoredTensor): TensorTree {
  if (!(node instanceof Map)) return toTensor(node);
  if (isList(node))
    return Array.from(node, (_, index) => grow(node.get(String(index)) as Branch | StoredTensor));
  return Object.fromEntries(Array.from(node, ([name, child]) => [name, grow(child)]));
}

function checkFits(path: string, leaf: Tensor, stored: StoredTensor | undefined): void {
  if (stored === undefined) throw mismatch("fillTree", `a tensor "${path}"`, phrase("none"));
  const found = [tensorType("fillTree", path, stored), ...stored.shape].join(", ");
  const wanted = [leaf.dtype, ...leaf.shape].join(", ");
  if (found !== wanted) throw mismatch("fillTree", `[${wanted}] at "${path}"`, phrase(`[${found}]`));
}

/** A tensor with a copy of the values, because backends keep the array that they are given and may write to it. */
function toTensor(stored: StoredTensor): Tensor {
  const type = tensorType("toTensor", "", stored);
  const values = type === "float32" ? Float32Array : type === "int32" ? Int32Array : Uint8Array;
  return tensor(values.from(stored.data as Float32Array), [...stored.shape], type);
}

function tensorType(where: string, name: string, { dtype }: StoredTensor): "float32" | "int32" | "bool" {
  if (dtype === "F32" || dtype === "F64") return "float32";
  if (dtype === "BOOL") return "bool";
  if (dtype === "I32" || dtype === "I16" || dtype === "I8" || dtype === "U16" || dtype === "U8")
    return "int32";
  throw new TypeError(
    problem(
      where,
      `tensor "${name}" of a dtype that float32, int32 or bool can hold`,
      dtype,
      "Leave it out.",
    ),
  );
}
