import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { tiling } from "../tiled-product.ts";
import { independentForwardShader, independentGroups } from "./independent-shaders.ts";
import { persistentForwardShader, persistentGroups } from "./persistent-shaders.ts";
import { scalarsOf } from "./places.ts";
import { inputProductShader } from "./product-shaders.ts";
import type { ScanForm } from "./scan-form.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { forwardShaders, stepGroups } from "./stepwise-shaders.ts";
import { prepareShader, unitThreads } from "./unit-shaders.ts";
import { withWeights } from "./weights.ts";

/**
 * The outputs of a recipe over a sequence, and the states after the last step. When recording, the `workspace` keeps all values that
 * the backward pass needs.
 */
export function runForward(
  plan: ScanPlan,
  operands: Operands,
  workspace: TensorInfo,
  form: ScanForm,
): TensorInfo[] {
  const { gpu, program, batch, steps, hidden, keep, ids, inputSlots, inputSize, recording, places } = plan;
  const outputs = gpu.output([batch, keep === "all" ? steps : 1, hidden], "float32");
  const states = operands.states.map(({ shape }) => gpu.output(shape, "float32"));
  fillWorkspace(plan, operands, workspace);
  const scalars = scalarsOf(plan);
  if (plan.unitParameters === undefined) {
    const groups = [Math.ceil(hidden / unitThreads), program.unitsVary ? steps : 1] as const;
    gpu.dispatch(prepareShader(plan), { buffers: { workspace }, scalars, groups });
  }
  const { inputs, wx, wh, mask } = operands;
  if (!ids && inputSlots.length > 0) {
    const sizes = { m: batch * steps, n: inputSlots.length * hidden, k: inputSize };
    const { tile, groups } = tiling(sizes.m, sizes.n);
    const buffers = { workspace, x: inputs, wx };
    gpu.dispatch(inputProductShader(plan, tile), { buffers, scalars: { ...scalars, ...sizes }, groups });
  }
  const buffers = { workspace, outputs, ids: inputs, wx, ...(mask === undefined ? {} : { mask }) };
  if (form === "independent") {
    gpu.dispatch(independentForwardShader(plan), { buffers, scalars, groups: independentGroups(plan) });
  } else {
    withWeights(plan, wh, false, (stored) => {
      const withWh = { ...buffers, wh: stored };
      if (form === "persistent") {
        const groups = persistentGroups(plan);
        gpu.dispatch(persistentForwardShader(plan), { buffers: withWh, scalars, groups });
      } else {
        const everyStep = { first: 0, by: 1, count: steps };
        const groups = stepGroups(plan);
        gpu.dispatchSteps(forwardShaders(plan), { buffers: withWh, scalars, groups, steps: everyStep });
      }
    });
  }
  const size = batch * hidden;
  const last = places.states + (recording ? steps : steps % 2) * states.length * size;
  states.forEach((tensor, index) => {
    gpu.copy({ tensor: workspace, at: last + index * size }, { tensor }, size);
  });
  return [outputs, ...states];
}

/** Copies small tensors that are read often to the workspace: the first states, the biases and parameters, and the step inputs. */
function fillWorkspace({ gpu, places }: ScanPlan, operands: Operands, workspace: TensorInfo): void {
  const copyTo = (start: number, tensors: readonly TensorInfo[]) => {
    let at = start;
    for (const tensor of tensors) {
      const size = util.sizeFromShape(tensor.shape);
      gpu.copy({ tensor }, { tensor: workspace, at }, size);
      at += size;
    }
  };
  copyTo(places.states, operands.states);
  copyTo(places.parameters, [operands.b, ...operands.parameters]);
  copyTo(places.inputs, operands.stepInputs);
}
