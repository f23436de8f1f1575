import type { Recipe } from "@tenetjs/recipes";
import type { TensorInfo } from "@tensorflow/tfjs-core";

/** The kernel's inputs by what they are. */
export type Operands = {
  readonly inputs: TensorInfo;
  readonly wx: TensorInfo;
  readonly wh: TensorInfo;
  readonly b: TensorInfo;
  readonly parameters: readonly TensorInfo[];
  readonly states: readonly TensorInfo[];
  readonly stepInputs: readonly TensorInfo[];
  readonly mask: TensorInfo | undefined;
};

/** The kernel's list of inputs (see `fusedScanKernel`), by what they are. */
export function operandsOf(recipe: Recipe, list: readonly TensorInfo[]): Operands {
  const [inputs, wx, wh, b, ...rest] = list as [
    TensorInfo,
    TensorInfo,
    TensorInfo,
    TensorInfo,
    ...TensorInfo[],
  ];
  const [parameters, states, stepInputs] = [recipe.parameters, recipe.state, recipe.inputs].map(
    ({ length }) => rest.splice(0, length),
  ) as [TensorInfo[], TensorInfo[], TensorInfo[]];
  return { inputs, wx, wh, b, parameters, states, stepInputs, mask: rest[0] };
}
