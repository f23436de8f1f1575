import { dispose, type Tensor } from "@tensorflow/tfjs-core";
import { phrase, problem } from "../problem.ts";

/** Tensors by name, nested to any depth: parameters, state, gradients, optimizer slots. */
export type TensorTree = Tensor | TensorBranch | readonly TensorTree[];

/** The named inner node of a {@link TensorTree}. */
export type TensorBranch = { readonly [name: string]: TensorTree };

/** A leaf of a tree and its dotted path, as in `layers.0.wx`. */
export type NamedLeaf = { readonly path: string; readonly tensor: Tensor };

/** The leaves with their paths, depth first, in the order of the records' keys. */
export function namedLeaves(tree: TensorTree, path = ""): NamedLeaf[] {
  if (isLeaf(tree)) return [{ path, tensor: tree }];
  return entries(tree).flatMap(([name, child]) => namedLeaves(child, path === "" ? name : `${path}.${name}`));
}

/** The leaves, depth first, in the order of the records' keys. */
export function leaves(tree: TensorTree): Tensor[] {
  return namedLeaves(tree).map(({ tensor }) => tensor);
}

/** A tree of the same form with each leaf replaced by `transform(leaf, path)`. */
export function mapTree<Tree extends TensorTree>(
  tree: Tree,
  transform: (leaf: Tensor, path: string) => Tensor,
): Tree {
  const visit = (node: TensorTree, path: string): TensorTree => {
    if (isLeaf(node)) return transform(node, path);
    const below = (name: string | number) => (path === "" ? String(name) : `${path}.${name}`);
    if (isList(node)) return node.map((child, index) => visit(child, below(index)));
    return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, visit(child, below(name))]));
  };
  return visit(tree, "") as Tree;
}

/**
 * A tree of the form of `first`. Each leaf is `combine` of the leaves at the same path in all trees. The order of keys in the other
 * trees does not matter: a tree from a file may have a different one.
 *
 * @throws {TypeError} when the trees differ in form, with the path of the difference.
 */
export function zipTrees<Tree extends TensorTree>(
  combine: (...tensors: Tensor[]) => Tensor,
  first: Tree,
  ...others: TensorTree[]
): Tree {
  const wanted = byPath(first);
  const partners = others.map(byPath);
  for (const partner of partners) checkSameForm(wanted, partner);
  return mapTree(first, (leaf, path) =>
    combine(leaf, ...partners.map((partner) => partner.get(path) as Tensor)),
  );
}

/**
 * A list of leaves for each tree, all in the order of the leaves of `first`.
 *
 * @throws {TypeError} when the trees differ in form, with the path of the difference.
 */
export function leavesInOrder(first: TensorTree, ...others: TensorTree[]): Tensor[][] {
  const wanted = byPath(first);
  const partners = others.map(byPath);
  for (const partner of partners) checkSameForm(wanted, partner);
  return [wanted, ...partners].map((tree) => Array.from(wanted.keys(), (path) => tree.get(path) as Tensor));
}

function byPath(tree: TensorTree): ReadonlyMap<string, Tensor> {
  return new Map(namedLeaves(tree).map(({ path, tensor }) => [path, tensor]));
}

function checkSameForm(wanted: ReadonlyMap<string, Tensor>, found: ReadonlyMap<string, Tensor>): void {
  const missing = Array.from(wanted.keys()).find((path) => !found.has(path));
  const extra = Array.from(found.keys()).find((path) => !wanted.has(path));
  if (missing === undefined && extra === undefined) return;
  const say = (path: string | undefined) => (path === undefined ? "nothing more" : `a tensor at "${path}"`);
  throw new TypeError(problem("zipTrees", `trees of the same form (${say(missing)})`, phrase(say(extra))));
}

/**
 * A tree of the form of `tree` whose leaves are `tensors`, in the order of {@link leaves}.
 *
 * @throws {TypeError} when the number of tensors is not the number of leaves.
 */
export function unflatten<Tree extends TensorTree>(tree: Tree, tensors: readonly Tensor[]): Tree {
  const total = leaves(tree).length;
  if (tensors.length !== total)
    throw new TypeError(problem("unflatten", `${total} tensors, one for each leaf`, tensors.length));
  let index = 0;
  return mapTree(tree, () => tensors[index++] as Tensor);
}

/** Frees every leaf. */
export function disposeTree(tree: TensorTree): void {
  dispose(leaves(tree));
}

/** The number of values in all leaves. */
export function countValues(tree: TensorTree): number {
  return leaves(tree).reduce((sum, leaf) => sum + leaf.size, 0);
}

function entries(tree: TensorBranch | readonly TensorTree[]): [string, TensorTree][] {
  return Object.entries(tree);
}

function isList(tree: TensorTree): tree is readonly TensorTree[] {
  return Array.isArray(tree);
}

function isLeaf(tree: TensorTree): tree is Tensor {
  return "dataId" in tree;
}
