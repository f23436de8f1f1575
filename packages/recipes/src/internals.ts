export { gateOrder, type StepVariant } from "./compiler/lower.ts";
export type { Stage, Write } from "./compiler/stage.ts";
export { type SecondStages, type StepProgram, stepProgram } from "./compiler/step-program.ts";
export { type UpdateProgram, updateProgram } from "./compiler/update-program.ts";
export type { BufferName, Place, Value } from "./compiler/value-graph.ts";
export { chainUpdates, nameInChain } from "./language/chain-updates.ts";
export { gateActivation } from "./language/gate-activation.ts";
export type { Arithmetic } from "./language/operations.ts";
export { stepRoots } from "./language/second-product.ts";
export { weightBlocks } from "./language/weight-blocks.ts";
export {
  type ChainedUpdateAttributes,
  chainedUpdateKernel,
  type UpdateAttributes,
  updateKernel,
} from "./update-kernel.ts";
export { emitStep } from "./wasm/emit-step.ts";
export { emitUpdate } from "./wasm/emit-update.ts";
export { stepParameters } from "./wasm/step-parameters.ts";
export type { StepOrder } from "./wasm/step-walk.ts";
export { emitStage, type StagePlaces } from "./wgsl/emit-stage.ts";
export { wgslFunctions, wgslFunctionsFor } from "./wgsl/functions.ts";
