/**
 * The name of the kernel that computes, with the inputs of `TenetSoftmaxCrossEntropy`, the weighted fraction of the rows whose largest logit is the target's,
 * as a scalar. Among equal logits, the first counts as the largest. NaN if all weights are 0.
 */
export const accuracyName = "TenetAccuracy";
