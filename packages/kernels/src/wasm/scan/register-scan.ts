import type { FusedScanAttributes } from "@tenetjs/cells/internals";
import { isRecording } from "@tenetjs/core/tensors/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { checkIds } from "../../scan/check-ids.ts";
import { operandsOf, sweepOperandsOf } from "../../scan/operands.ts";
import { registerScanKernels } from "../../scan/register-scan-kernels.ts";
import { kernel } from "../kernel.ts";
import { accepts } from "../module/binary.ts";
import { aligned } from "../module/scratch.ts";
import { runBackward } from "./backward.ts";
import { runForward } from "./forward.ts";
import { inputGradient } from "./product-gradients.ts";
import { scanPlan } from "./scan-plan.ts";

/** Registers the fused scan and its gradient for tfjs's WASM backend, once. Without SIMD, sequences keep the composed form. */
export function registerScan(): void {
  if (accepts("strict")) registerScanKernels("wasm", { forward, sweep, gradientOfInputs });
}

const forward = kernel<TensorInfo[], FusedScanAttributes>(({ kernels, inputs, attributes }) => {
  const operands = operandsOf(attributes.recipe, inputs);
  const plan = scanPlan(kernels, attributes, operands, isRecording() ? "forward" : "infer");
  if (plan.ids) checkIds(plan.recipe, plan.inputSize, kernels.view(operands.inputs));
  const address = kernels.allocate(plan.workspace.bytes);
  try {
    const results = runForward(plan, operands, aligned(address));
    // The last reference to this tensor, which may be the tape's, frees the workspace.
    return [kernels.owner(address), ...results];
  } catch (error) {
    kernels.free(address);
    throw error;
  }
});

/** The kernel `sweepKernel`. */
const sweep = kernel<TensorInfo[], FusedScanAttributes>(({ kernels, inputs, attributes }) => {
  const { operands, workspace, dOutputs, dStates } = sweepOperandsOf(attributes.recipe, inputs);
  const plan = scanPlan(kernels, attributes, operands, "backward");
  const gradients = runBackward(plan, operands, aligned(kernels.address(workspace)), dOutputs, dStates);
  const { wx, wh, b, parameters, stepInputs } = gradients;
  return [wx, wh, b, ...parameters, ...gradients.states, ...stepInputs];
});

/** The kernel `inputGradientKernel`. */
const gradientOfInputs = kernel<TensorInfo[], FusedScanAttributes>(({ kernels, inputs, attributes }) => {
  const operands = operandsOf(attributes.recipe, inputs.slice(0, -1));
  const plan = scanPlan(kernels, attributes, operands, "backward");
  return inputGradient(plan, operands, aligned(kernels.address(inputs.at(-1) as TensorInfo)));
});
