import { type FusedScanAttributes, fusedScanKernel } from "@tenetjs/cells";
import { phrase, problem } from "@tenetjs/core";
import {
  engine,
  type GradConfig,
  getGradient,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.ts";
import { runBackward } from "./backward.ts";
import { runForward } from "./forward.ts";
import { type ProductGradient, productGradient } from "./product-gradients.ts";
import { checkIds } from "./products.ts";
import { aligned, operandsOf, scanPlan } from "./scan-plan.ts";

/** Registers the fused scan and its gradient for tfjs's WASM backend, once. */
export function registerScan(): void {
  if (getKernel(fusedScanKernel, "wasm") != null) return;
  for (const config of kernels) registerKernel(config);
  if (getGradient(fusedScanKernel) == null) registerGradient(scanGradient);
}

const sweepKernel = `${fusedScanKernel}Sweep`;
const productKernel = `${fusedScanKernel}Product`;

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
  return [gradients.b, ...gradients.parameters, ...gradients.states, ...gradients.stepInputs];
});

/** Of the operands and the workspace, after the sweep. */
const product = kernel<TensorInfo[], FusedScanAttributes & { of: ProductGradient }>(
  ({ kernels, inputs, attributes }) => {
    const operands = operandsOf(attributes.recipe, inputs.slice(0, -1));
    const plan = scanPlan(kernels, attributes, operands, true);
    const workspace = aligned(kernels.address(inputs.at(-1) as TensorInfo));
    return productGradient(plan, operands, workspace, attributes.of);
  },
);

const kernels: readonly KernelConfig[] = [
  { kernelName: fusedScanKernel, backendName: "wasm", kernelFunc: forward },
  { kernelName: sweepKernel, backendName: "wasm", kernelFunc: sweep },
  { kernelName: productKernel, backendName: "wasm", kernelFunc: product },
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
    const run = (name: string, inputs: Tensor[], attrs: object) =>
      engine().runKernel<Tensor | Tensor[]>(
        name,
        inputs as unknown as NamedTensorMap,
        attrs as unknown as NamedAttrMap,
      );
    const small = run(sweepKernel, [...saved, ...dOutputs], attributes as object) as Tensor[];
    const large = (of: ProductGradient) => () => run(productKernel, saved, { ...attributes, of }) as Tensor;
    const rest = saved.slice(4, -1).map((operand, index) => () => small[index + 1] ?? zerosLike(operand));
    const closures = [large("inputs"), large("wx"), large("wh"), () => small[0] as Tensor, ...rest];
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
