import { type CellSizes, type Layer, scan } from "@tenetjs/cells";
import { problem } from "@tenetjs/core/internals";
import { namedLeaves, type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { add, mul, sum, type Tensor, type Tensor2D, valueAndGrads } from "@tensorflow/tfjs-core";
import type { Numbers, Sequence } from "../sequence.ts";
import { subjects } from "../subjects.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensor, toTensors } from "./to-tensor.ts";

export type ComputeCell = { readonly name: string; readonly sizes: CellSizes; readonly sequence: Sequence };

/** Numbers by path as a tree of tensors: `forward.wx` is in `forward`. */
function treeOf(numbers: Readonly<Record<string, Numbers>>): TensorTree {
  const tree: Record<string, Tensor | Record<string, Tensor>> = {};
  for (const [path, tensor] of Object.entries(toTensors(numbers))) {
    const [name, inner] = path.split(".") as [string, string?];
    tree[name] =
      inner === undefined ? tensor : { ...(tree[name] as Record<string, Tensor>), [inner]: tensor };
  }
  return tree;
}

/** The results of a subject, by its name, on a sequence, on tfjs's current backend. */
export async function computeCell({ name, sizes, sequence }: ComputeCell): Promise<Computed> {
  const subject = subjects(sizes)[name];
  if (subject === undefined) throw new RangeError(problem("computeCell", "the name of a subject", name));
  return computedTwice(() => compute(subject.layer, sequence));
}

function compute(layer: Layer, sequence: Sequence): Record<string, Tensor> {
  const { params, state, stepInputs, inputs, mask, training, keep, factors } = sequence;
  const byIds = inputs.values instanceof Int32Array;
  const given = {
    params: treeOf(params),
    state: treeOf(state),
    stepInputs: toTensors(stepInputs),
    ...(byIds ? {} : { inputs: toTensor(inputs) }),
  };
  const named = namedLeaves(given);
  const run = (values: readonly Tensor[]): TensorTree => {
    const tree = unflatten(given, values);
    return scan(layer, tree.params, tree.inputs ?? toTensor(inputs), {
      state: tree.state,
      stepInputs: tree.stepInputs as Record<string, Tensor2D>,
      ...(mask === undefined ? {} : { mask: toTensor(mask) as Tensor2D }),
      training,
      keep,
    });
  };
  const loss = (...values: Tensor[]) =>
    namedLeaves(run(values))
      .map(({ path, tensor }) => sum(mul(tensor, toTensor(factors[path] as Numbers))))
      .reduce((left, right) => add(left, right));
  const values = named.map(({ tensor }) => tensor);
  const { grads } = valueAndGrads(loss)(values);
  return Object.fromEntries([
    ...namedLeaves(run(values)).map(({ path, tensor }) => [path, tensor]),
    ...named.map(({ path }, index) => [`d ${path}`, grads[index]]),
  ]) as Record<string, Tensor>;
}
