import type { FusedScanAttributes } from "@tenetjs/cells/internals";
import { isRecording } from "@tenetjs/core/tensors/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { checkIds } from "../../scan/check-ids.ts";
import { operandsOf, sweepOperandsOf } from "../../scan/operands.ts";
import { registerScanKernels } from "../../scan/register-scan-kernels.ts";
import { kernel } from "../kernel.ts";
import { runBackward, runInputGradient } from "./backward.ts";
import { checkLimits } from "./check-limits.ts";
import { chooseScanForm } from "./choose-scan-form.ts";
import { runForward } from "./forward.ts";
import { scanPlan } from "./scan-plan.ts";

/** Registers the fused scan and its gradient for tfjs's WebGPU backend, once. */
export function registerScan(): void {
  registerScanKernels("webgpu", { forward, sweep, gradientOfInputs });
}

const forward = kernel<TensorInfo[], FusedScanAttributes>(({ gpu, inputs, attributes }) => {
  const operands = operandsOf(attributes.recipe, inputs);
  const plan = scanPlan(gpu, attributes, operands, isRecording());
  checkLimits(plan);
  // Ids that exist only on the GPU are not read back. One that is out of range makes its row NaN.
  const ids = plan.ids ? gpu.onCpu(operands.inputs) : undefined;
  if (ids !== undefined) checkIds(plan.recipe, plan.inputSize, ids);
  const workspace = gpu.workspace(plan.size);
  return [workspace, ...runForward(plan, operands, workspace, chooseScanForm(plan, operands))];
});

/** The kernel `sweepKernel`. */
const sweep = kernel<TensorInfo[], FusedScanAttributes>(({ gpu, inputs, attributes }) => {
  const { operands, workspace, dOutputs, dStates } = sweepOperandsOf(attributes.recipe, inputs);
  const plan = scanPlan(gpu, attributes, operands, true);
  const form = chooseScanForm(plan, operands);
  return runBackward(plan, operands, workspace, dOutputs, dStates, form);
});

/** The kernel `inputGradientKernel`. */
const gradientOfInputs = kernel<TensorInfo[], FusedScanAttributes>(({ gpu, inputs, attributes }) => {
  const operands = operandsOf(attributes.recipe, inputs.slice(0, -1));
  const plan = scanPlan(gpu, attributes, operands, true);
  return runInputGradient(plan, operands, inputs.at(-1) as TensorInfo);
});
