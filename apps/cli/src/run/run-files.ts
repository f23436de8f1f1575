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
