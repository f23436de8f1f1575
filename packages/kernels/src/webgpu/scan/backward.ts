import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { tiling } from "../tiled-product.ts";
import { independentBackwardShader, independentGroups } from "./independent-shaders.ts";
import { persistentBackwardShader, persistentGroups } from "./persistent-shaders.ts";
import { scalarsOf } from "./places.ts";
import {
  columnThreads,
  hiddenWeightsGradientShader,
  idWeightsGradientShader,
  inputGradientShader,
  inputWeightsGradientShader,
} from "./product-shaders.ts";
import type { ScanForm } from "./scan-form.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { backwardShaders, firstStateShader, stepGroups } from "./stepwise-shaders.ts";
import {
  parameterGradientsShader,
  parameterSumsShader,
  rowInputGradientShader,
  rowSumsShader,
  sharedInputGradientShader,
  sumThreads,
  unitThreads,
} from "./unit-shaders.ts";
import { withWeights } from "./weights.ts";

/**
 * The gradients of all operands except the inputs and the mask, in the order of the operands, by backpropagation through time from the
 * gradients of the outputs and of the states after the last step. In the workspace of the forward pass, the gradients of the gates
 * overwrite the saved values. One product over all steps then gives the gradient of each weight matrix.
 */
export function runBackward(
  plan: ScanPlan,
  operands: Operands,
  workspace: TensorInfo,
  outputGradients: TensorInfo,
  stateGradients: readonly TensorInfo[],
  form: ScanForm,
): TensorInfo[] {
  const { gpu, batch, steps, hidden } = plan;
  const { wh, mask } = operands;
  const scalars = scalarsOf(plan);
  const size = batch * hidden;
  const carry = gpu.output([stateGradients.length, batch, hidden], "float32");
  stateGradients.forEach((tensor, index) => {
    gpu.copy({ tensor }, { tensor: carry, at: index * size }, size);
  });
  const buffers = { workspace, carry, outputGradients, ...(mask === undefined ? {} : { mask }) };
  if (form === "independent") {
    gpu.dispatch(independentBackwardShader(plan), { buffers, scalars, groups: independentGroups(plan) });
  } else {
    withWeights(plan, wh, form === "persistent", (stored) => {
      const withWh = { ...buffers, wh: stored };
      if (form === "persistent") {
        const groups = persistentGroups(plan);
        gpu.dispatch(persistentBackwardShader(plan), { buffers: withWh, scalars, groups });
      } else {
        const groups = stepGroups(plan);
        const everyStep = { first: steps - 1, by: -1, count: steps };
        gpu.dispatchSteps(backwardShaders(plan), { buffers: withWh, scalars, groups, steps: everyStep });
        gpu.dispatch(firstStateShader(plan), { buffers: withWh, scalars, groups });
      }
    });
  }
  const ofUnits = unitGradients(plan, operands, workspace);
  const wx = inputWeightsGradient(plan, operands, workspace);
  const states = operands.states.map(({ shape }, index) => {
    const tensor = gpu.output(shape, "float32");
    gpu.copy({ tensor: carry, at: index * size }, { tensor }, size);
    return tensor;
  });
  gpu.dispose(carry);
  const { b, parameters, stepInputs } = ofUnits;
  return [wx, hiddenWeightsGradient(plan, operands, workspace), b, ...parameters, ...states, ...stepInputs];
}

/** The gradients of the biases, the recipe's parameters and its inputs, from the contributions of the rows in their slots. */
function unitGradients(plan: ScanPlan, operands: Operands, workspace: TensorInfo) {
  const { gpu, hidden, parameterBlocks } = plan;
  const gradients = gpu.output([parameterBlocks.length, hidden], "float32");
  const stepInputs = operands.stepInputs.map(({ shape }) => gpu.output(shape, "float32"));
  if (plan.unitParameters === undefined) throughUnits(plan, workspace, gradients, stepInputs);
  else {
    gpu.dispatch(parameterSumsShader(plan), {
      buffers: { workspace, gradients },
      scalars: scalarsOf(plan),
      groups: [Math.ceil(hidden / sumThreads), parameterBlocks.length],
    });
  }
  rowInputGradients(plan, workspace, stepInputs);
  let at = 0;
  const [b, ...parameters] = [operands.b, ...operands.parameters].map(({ shape }) => {
    const tensor = gpu.output(shape, "float32");
    const size = shape[0] as number;
    gpu.copy({ tensor: gradients, at }, { tensor }, size);
    at += size;
    return tensor;
  }) as [TensorInfo, ...TensorInfo[]];
  gpu.dispose(gradients);
  return { b, parameters, stepInputs };
}

/** Computes the gradients of parameters, and of inputs that rows share, through those of the unit values. */
function throughUnits(
  plan: ScanPlan,
  workspace: TensorInfo,
  gradients: TensorInfo,
  stepInputs: readonly TensorInfo[],
): void {
  const { gpu, program, batch, steps, hidden, sharedInputs } = plan;
  const { unitValues, unitsVary } = program;
  const scalars = scalarsOf(plan);
  const rowsEach = unitsVary ? batch : Math.ceil((batch * steps) / maxParts);
  const parts = Math.ceil((batch * steps) / rowsEach);
  const units = Math.ceil(hidden / unitThreads);
  const sums = gpu.output([parts, unitValues, hidden], "float32");
  gpu.dispatch(rowSumsShader(plan), {
    buffers: { workspace, sums },
    scalars: { ...scalars, rowsEach },
    groups: [units, unitValues, parts],
  });
  gpu.dispatch(parameterGradientsShader(plan), {
    buffers: { workspace, sums, gradients },
    scalars: { ...scalars, parts },
    groups: [units],
  });
  stepInputs.forEach((gradient, index) => {
    if (!sharedInputs[index]) return;
    const buffers = { workspace, sums, gradient };
    gpu.dispatch(sharedInputGradientShader(plan, index), { buffers, scalars, groups: [steps] });
  });
  gpu.dispose(sums);
}

/** The maximum number of parts of the rows that are summed in parallel. */
const maxParts = 32;

/** Computes the gradients of inputs that differ between rows. */
function rowInputGradients(plan: ScanPlan, workspace: TensorInfo, stepInputs: readonly TensorInfo[]): void {
  const { gpu, batch, steps, inputGradientSlots } = plan;
  stepInputs.forEach((gradient, index) => {
    const slot = inputGradientSlots[index];
    if (slot === undefined) return;
    const buffers = { workspace, gradient };
    const groups = [steps, batch] as const;
    gpu.dispatch(rowInputGradientShader(plan, slot), { buffers, scalars: scalarsOf(plan), groups });
  });
}

function inputWeightsGradient(plan: ScanPlan, { inputs, wx }: Operands, workspace: TensorInfo): TensorInfo {
  const { gpu, batch, steps, hidden, ids, inputSize, inputSlots } = plan;
  const gradient = gpu.output(wx.shape, "float32");
  const columns = inputSlots.length * hidden;
  const scalars = scalarsOf(plan);
  if (ids) {
    const groups = [Math.ceil(columns / columnThreads), inputSize] as const;
    gpu.dispatch(idWeightsGradientShader(plan), {
      buffers: { workspace, ids: inputs, gradient },
      scalars,
      groups,
    });
  } else {
    const sizes = { m: inputSize, n: columns, k: batch * steps };
    const { tile, groups } = tiling(sizes.m, sizes.n);
    gpu.dispatch(inputWeightsGradientShader(plan, tile), {
      buffers: { workspace, x: inputs, gradient },
      scalars: { ...scalars, ...sizes },
      groups,
    });
  }
  return gradient;
}

function hiddenWeightsGradient(plan: ScanPlan, { wh }: Operands, workspace: TensorInfo): TensorInfo {
  const { gpu, batch, steps, hidden, hiddenSlots, lateSlots } = plan;
  const gradient = gpu.output(wh.shape, "float32");
  for (const part of ["hiddenSlots", "lateSlots"] as const) {
    const { count } = part === "hiddenSlots" ? hiddenSlots : lateSlots;
    if (count === 0) continue;
    const sizes = { m: hidden, n: count * hidden, k: batch * steps };
    const { tile, groups } = tiling(sizes.m, sizes.n);
    gpu.dispatch(hiddenWeightsGradientShader(plan, tile, part), {
      buffers: { workspace, gradient },
      scalars: { ...scalarsOf(plan), ...sizes },
      groups,
    });
  }
  return gradient;
}

/** The gradient of the inputs, for all steps at once, after the sweep. */
export function runInputGradient(
  plan: ScanPlan,
  { inputs, wx }: Operands,
  workspace: TensorInfo,
): TensorInfo {
  const { gpu, batch, steps, hidden, inputSize, inputSlots } = plan;
  const gradient = gpu.output(inputs.shape, "float32");
  const sizes = { m: batch * steps, n: inputSize, k: inputSlots.length * hidden };
  const { tile, groups } = tiling(sizes.m, sizes.n);
  gpu.dispatch(inputGradientShader(plan, tile), {
    buffers: { workspace, gradient, wx },
    scalars: { ...scalarsOf(plan), ...sizes },
    groups,
  });
  return gradient;
}
