import { type Layer, scan } from "@tenetjs/cells";
import { problem } from "@tenetjs/core";
import { disposeTree, namedLeaves, type TensorTree, tidied, unflatten } from "@tenetjs/core/tensors";
import {
  add,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import type { Ids, Numbers, Results, Sequence } from "../sequence.ts";
import { type Sizes, subjects } from "../subjects.ts";

/** What a cell gave on tfjs's current backend. */
export type Computed = {
  readonly results: Results;
  /** Whether a second run gave the same, to the bit. */
  readonly repeats: boolean;
  /** Tensors that the runs left behind. */
  readonly leaked: number;
};

/** What the subject of that name gives on a sequence on tfjs's current backend, computed twice. */
export async function computeCell({ name, sizes, sequence }: ComputeCell): Promise<Computed> {
  const subject = subjects(sizes)[name];
  if (subject === undefined) throw new RangeError(problem("computeCell", "the name of a subject", name));
  const before = memory().numTensors;
  const results = await compute(subject.layer, sequence);
  const again = await compute(subject.layer, sequence);
  const repeats = Object.entries(results).every(([name, values]) =>
    values.every((value, index) => Object.is(value, again[name]?.[index])),
  );
  return { results, repeats, leaked: memory().numTensors - before };
}

export type ComputeCell = { readonly name: string; readonly sizes: Sizes; readonly sequence: Sequence };

async function compute(layer: Layer, sequence: Sequence): Promise<Record<string, Float32Array>> {
  const { params, state, stepInputs, inputs, mask, training, factors } = sequence;
  const byIds = inputs.values instanceof Int32Array;
  const computed = tidied(() => {
    const given = {
      params: toTensors(params),
      state: toTensors(state),
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
  });
  const read = Object.entries(computed).map(
    async ([name, result]) => [name, (await result.data()) as Float32Array] as const,
  );
  const results = Object.fromEntries(await Promise.all(read));
  disposeTree(computed);
  return results;
}

function toTensors(numbers: Readonly<Record<string, Numbers>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(numbers).map(([name, values]) => [name, toTensor(values)]));
}

function toTensor({ shape, values }: Numbers | Ids): Tensor {
  return tensor(values, [...shape], values instanceof Int32Array ? "int32" : "float32");
}
