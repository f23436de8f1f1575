import { fusedScanKernel } from "@tenetjs/cells/internals";
import { phrase, problem } from "@tenetjs/core/internals";
import { engine, type GradConfig, type NamedTensorMap, type Tensor, zerosLike } from "@tensorflow/tfjs-core";

/** The kernels that a backend's fused scan is differentiated by: of the same attributes as it. */

/** Of the operands, the workspace, and the gradients of outputs and states: those of all operands but the inputs and the mask. */
export const sweepKernel = `${fusedScanKernel}Sweep`;

/** Of the operands and the workspace, after the sweep: the gradient of the inputs. */
export const inputGradientKernel = `${fusedScanKernel}InputGradient`;

export const scanGradient: GradConfig = {
  kernelName: fusedScanKernel,
  saveAllInputs: true,
  // The workspace.
  outputsToSave: [true],
  gradFunc: (dys, saved, attributes) => {
    const [, ...dOutputs] = dys as Tensor[];
    const workspace = saved.at(-1) as Tensor;
    if (swept.has(workspace.dataId)) {
      throw new TypeError(
        problem(
          "scan's gradient",
          "to be taken once",
          phrase("a second call"),
          "Do not import @tenetjs/kernels/register where gradients of gradients are needed.",
        ),
      );
    }
    swept.add(workspace.dataId);
    const run = <Result extends Tensor | Tensor[]>(name: string, inputs: Tensor[]) =>
      engine().runKernel<Result>(name, inputs as unknown as NamedTensorMap, attributes);
    const gradients = run<Tensor[]>(sweepKernel, [...saved, ...dOutputs]);
    const closures = saved.slice(0, -1).map((operand, index) => () => {
      if (index === 0) return run<Tensor>(inputGradientKernel, saved);
      // The mask has none.
      return gradients[index - 1] ?? zerosLike(operand);
    });
    return Object.fromEntries(closures.map((closure, index) => [index, closure]));
  },
};

/** Workspaces in which the gradients of the gates have taken the places of what they were computed from. */
const swept = new WeakSet<object>();

/** Whether a gradient tape is running that this kernel is put on; inside another operation's kernel, none is. */
export function isRecording(): boolean {
  const { gradientDepth, kernelDepth } = engine().state;
  return gradientDepth > 0 && kernelDepth === 1;
}
