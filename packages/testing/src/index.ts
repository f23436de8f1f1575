export { type Allocations, allocationsOf } from "./allocations-of.ts";
export { onEachBackend } from "./backends.ts";
export {
  type GradientCheckOptions,
  type GradientMismatch,
  gradientMismatches,
} from "./gradient-check.ts";
export { largestDifference } from "./largest-difference.ts";
export { layerContract } from "./layer-contract.ts";
export { leakedTensors } from "./leak-check.ts";
export { numbersOf } from "./numbers-of.ts";
export { randomRecipes } from "./random-recipes.ts";
export { randomTensor } from "./random-tensors.ts";
export { type StreamingSubject, streamingModelContract } from "./streaming-model-contract.ts";
export { environmentForPrograms, type WebgpuForTests, webgpuForTests } from "./webgpu.ts";
