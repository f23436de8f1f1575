export { accuracy } from "./losses/accuracy.ts";
export { type MaskOptions, softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
export { bitsPerCharacter, perplexity } from "./losses/units.ts";
export { type AdamOptions, type AdamwOptions, adam, adamw } from "./optimizers/adam.ts";
export { addWeightDecay } from "./optimizers/add-weight-decay.ts";
export { chain } from "./optimizers/chain.ts";
export { clipByGlobalNorm, clipByValue, globalNorm } from "./optimizers/clip.ts";
export { type MomentumOptions, momentum } from "./optimizers/momentum.ts";
export {
  applyUpdates,
  type Optimizer,
  type OptimizerContext,
  type OptimizerState,
  type OptimizerStep,
} from "./optimizers/optimizer.ts";
export {
  type OptimizerOptions,
  optimizerFromOptions,
  optimizerNames,
} from "./optimizers/optimizer-from-options.ts";
export { perTensor, type TensorRule, type TensorView } from "./optimizers/per-tensor.ts";
export { type RmspropOptions, rmsprop } from "./optimizers/rmsprop.ts";
export {
  constant,
  cosineDecay,
  exponentialDecay,
  linearWarmup,
  type Rate,
  type Schedule,
  stepDecay,
} from "./optimizers/schedules.ts";
export { sgd } from "./optimizers/sgd.ts";
