/**
 * The files in the directory of a run: its description, its events, the state of training from which it can resume, the weights
 * after the last step, the best weights on held-out data, and the figure.
 */
export const runFiles = {
  run: "run.json",
  metrics: "metrics.jsonl",
  checkpoint: "checkpoint.safetensors",
  weights: "weights.safetensors",
  best: "best.safetensors",
  curves: "curves.svg",
} as const;

/** The weights of a run to read: the best on held-out data, or those after the last step. */
export const weightsChoices = ["best", "last"] as const;
export type WeightsChoice = (typeof weightsChoices)[number];
