import { type FusedScanAttributes, fusedScanKernel } from "@tenetjs/cells";
import { phrase, problem } from "@tenetjs/core";
import {
  engine,
  type GradConfig,
  getGradient,
  getKernel,
  type KernelConfig,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.ts";
import { accepts } from "../matrix/binary.ts";
import { runBackward } from "./backward.ts";
import { runForward } from "./forward.ts";
import { inputGradient } from "./product-gradients.ts";
import { checkIds } from "./products.ts";
import { operandsOf, scanPlan } from "./scan-plan.ts";
import { aligned } from "./scratch.ts";

/** Registers the fused scan and its gradient for tfjs's WASM backend, once. Without SIMD, sequences stay composed of tfjs's ops. */
export function registerScan(): void {
  if (!accepts("strict") || getKernel(fusedScanKernel, "wasm") != null) return;
  for (const config of kernels) registerKernel(config);
  if (getGradient(fusedScanKernel) == null) registerGradient(scanGradient);
}

const sweepKernel = `${fusedScanKernel}Sweep`;
const inputGradientKernel = `${fusedScanKernel}InputGradient`;

const forward = kernel<TensorInfo[], FusedScanAttributes>(({ kernels, inputs, attributes }) => {
  const operands = operandsOf(attributes.recipe, inputs);
  const plan = scanPlan(kernels, attributes, operands, isRecording());
  checkIds(plan, operands);
  const address = kernels.allocate(plan.workspace.bytes);
  try {
    const results = runForward(plan, operands, aligned(address));
    // Freed with the last reference to that tensor: the tape's, if there is one.
    return [kernels.owner(address), ...results];
  } catch (error) {
    kernels.free(address);
    throw error;
  }
});

/** Of the operands, the workspace, the gradient of the outputs, and those of the states. */
const sweep = kernel<TensorInfo[], FusedScanAttributes>(({ kernels, inputs, attributes }) => {
  const states = attributes.recipe.state.length;
  const [workspace, dOutputs, ...dStates] = inputs.slice(-states - 2) as [TensorInfo, TensorInfo];
  const operands = operandsOf(attributes.recipe, inputs.slice(0, -states - 2));
  const plan = scanPlan(kernels, attributes, operands, true);
  const gradients = runBackward(plan, operands, aligned(kernels.address(workspace)), dOutputs, dStates);
  const { wx, wh, b, parameters, stepInputs } = gradients;
  return [wx, wh, b, ...parameters, ...gradients.states, ...stepInputs];
});

/** Of the operands and the workspace, after the sweep. */
const gradientOfInputs = kernel<TensorInfo[], FusedScanAttributes>(({ kernels, inputs, attributes }) => {
  const operands = operandsOf(attributes.recipe, inputs.slice(0, -1));
  const plan = scanPlan(kernels, attributes, operands, true);
  return inputGradient(plan, operands, aligned(kernels.address(inputs.at(-1) as TensorInfo)));
});

const kernels: readonly KernelConfig[] = [
  { kernelName: fusedScanKernel, backendName: "wasm", kernelFunc: forward },
  { kernelName: sweepKernel, backendName: "wasm", kernelFunc: sweep },
  { kernelName: inputGradientKernel, backendName: "wasm", kernelFunc: gradientOfInputs },
];

const scanGradient: GradConfig = {
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
function isRecording(): boolean {
  const { gradientDepth, kernelDepth } = engine().state;
  return gradientDepth > 0 && kernelDepth === 1;
}
