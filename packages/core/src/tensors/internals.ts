export { checkStarted } from "./check-started.ts";
export { type Differentiable, differentiable } from "./differentiable.ts";
export { fusedKernel } from "./fused-kernel.ts";
export { isRecording } from "./is-recording.ts";
export { type Axes, checkShape } from "./shapes.ts";
export { leavesInOrder } from "./tree.ts";
