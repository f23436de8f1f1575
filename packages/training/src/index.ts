export type { Carried } from "./loop/carried.ts";
export { crossEntropy, type Predictor } from "./loop/cross-entropy.ts";
export { type Divergence, type DivergenceError, diverged } from "./loop/divergence.ts";
export { type EvaluateOptions, type Evaluation, evaluate } from "./loop/evaluate.ts";
export type { Objective, ObjectiveContext, ObjectiveResult, TensorBatch } from "./loop/objective.ts";
export type { PredictorRun } from "./loop/predictor-run.ts";
export {
  binaryClassification,
  type NumberPredictor,
  type RegressionOptions,
  regression,
} from "./loop/regression.ts";
export { toTensors } from "./loop/to-tensors.ts";
export { type TrainOptions, train } from "./loop/train.ts";
export type { TrainingBatch } from "./loop/training-batch.ts";
export type { StepMeasures, TrainingEvent } from "./loop/training-event.ts";
export { disposeTrainingState, type TrainingState, trainingState } from "./loop/training-state.ts";
export { valueAndGradients } from "./loop/value-and-gradients.ts";
export { accuracy } from "./losses/accuracy.ts";
export { accuracyWithin } from "./losses/accuracy-within.ts";
export { binaryAccuracy } from "./losses/binary-accuracy.ts";
export { binaryCrossEntropy } from "./losses/binary-cross-entropy.ts";
export { type HuberOptions, huber } from "./losses/huber.ts";
export { meanAbsoluteError } from "./losses/mean-absolute-error.ts";
export { meanSquaredError } from "./losses/mean-squared-error.ts";
export { type MaskOptions, softmaxCrossEntropy } from "./losses/softmax-cross-entropy.ts";
export { type OptimizerName, optimizerNames } from "./names.ts";
export { type AdamOptions, type AdamwOptions, adam, adamRecipe, adamw } from "./optimizers/adam.ts";
export { addWeightDecay } from "./optimizers/add-weight-decay.ts";
export { applyUpdates } from "./optimizers/apply-updates.ts";
export { chain } from "./optimizers/chain.ts";
export { clipByValue } from "./optimizers/clip-by-value.ts";
export { clipByGlobalNorm, globalNorm } from "./optimizers/global-norm.ts";
export { type LionOptions, lion, lionRecipe } from "./optimizers/lion.ts";
export { type MomentumOptions, momentum, momentumRecipe } from "./optimizers/momentum.ts";
export type {
  Optimizer,
  OptimizerContext,
  OptimizerState,
  OptimizerStep,
} from "./optimizers/optimizer.ts";
export { type OptimizerOptions, optimizerFromOptions } from "./optimizers/optimizer-from-options.ts";
export { perTensor, type TensorRule, type TensorView } from "./optimizers/per-tensor.ts";
export { pointwise, type ScalarsAt } from "./optimizers/pointwise.ts";
export { type RmspropOptions, rmsprop, rmspropRecipe } from "./optimizers/rmsprop.ts";
export {
  constant,
  cosineDecay,
  exponentialDecay,
  linearWarmup,
  type Rate,
  type Schedule,
  stepDecay,
} from "./optimizers/schedules.ts";
export { sgd, sgdRecipe } from "./optimizers/sgd.ts";
export { averagedWeights, weightAverage } from "./optimizers/weight-average.ts";
