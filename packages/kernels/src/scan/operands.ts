import type { Recipe } from "@tenetjs/recipes";
import type { TensorInfo } from "@tensorflow/tfjs-core";

/** The kernel's inputs by name. */
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

/** The kernel's list of inputs (see `fusedScanKernel`) by name. */
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

/** The inputs of the sweep (see `sweepKernel`) by name. */
export type SweepOperands = {
  readonly operands: Operands;
  readonly workspace: TensorInfo;
  /** The gradient of the outputs. */
  readonly dOutputs: TensorInfo;
  /** The gradients of the states after the last step. */
  readonly dStates: readonly TensorInfo[];
};

/** The sweep's list of inputs by name. */
export function sweepOperandsOf(recipe: Recipe, list: readonly TensorInfo[]): SweepOperands {
  const ofOperands = list.length - recipe.state.length - 2;
  const [workspace, dOutputs, ...dStates] = list.slice(ofOperands) as [TensorInfo, TensorInfo];
  return { operands: operandsOf(recipe, list.slice(0, ofOperands)), workspace, dOutputs, dStates };
}
