import { fusedScanKernel } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import { engine, type GradConfig, type NamedTensorMap, type Tensor, zerosLike } from "@tensorflow/tfjs-core";

/**
 * The name of the kernel that runs the backward pass. It takes the operands, the workspace, and the gradients of outputs and states,
 * with the attributes of the fused scan. It returns the gradients of all operands except the inputs and the mask.
 */
export const sweepKernel = `${fusedScanKernel}Sweep`;

/**
 * The name of the kernel that computes the gradient of the inputs after the sweep, from the operands and the workspace, with the
 * attributes of the fused scan.
 */
export const inputGradientKernel = `${fusedScanKernel}InputGradient`;

/** The gradient of the fused scan, in the form that tfjs registers. */
export const scanGradient: GradConfig = {
  kernelName: fusedScanKernel,
  saveAllInputs: true,
  // The workspace.
  outputsToSave: [true],
  gradFunc: (dys, saved, attributes) => {
    const [, ...dOutputs] = dys as Tensor[];
    const workspace = saved.at(-1) as Tensor;
    if (swept.has(workspace.dataId))
      throw noSecond("scan's gradient", "to be computed once", "a second call");
    swept.add(workspace.dataId);
    const run = <Result extends Tensor | Tensor[]>(name: string, inputs: Tensor[]) =>
      engine().runKernel<Result>(name, inputs as unknown as NamedTensorMap, attributes);
    const gradients = run<Tensor[]>(sweepKernel, [...saved, ...dOutputs]);
    const closures = saved.slice(0, -1).map((operand, index) => () => {
      if (index === 0) return run<Tensor>(inputGradientKernel, saved);
      // The mask has no gradient.
      return gradients[index - 1] ?? zerosLike(operand);
    });
    return Object.fromEntries(closures.map((closure, index) => [index, closure]));
  },
};

/** The gradients of the backward pass's kernels: second derivatives, which only the composed form has. */
export const secondDerivatives: readonly GradConfig[] = [sweepKernel, inputGradientKernel].map(
  (kernelName) => ({
    kernelName,
    gradFunc: () => {
      throw noSecond("scan", "a first derivative of the fused scan", "a second one");
    },
  }),
);

function noSecond(where: string, expected: string, got: string): TypeError {
  const next = "Compute second derivatives in the composed form: composed(() => ...) of @tenetjs/cells.";
  return new TypeError(problem(where, expected, phrase(got), next));
}

/** Workspaces in which the sweep has overwritten the saved values with the gradients of the gates. */
const swept = new WeakSet<object>();
