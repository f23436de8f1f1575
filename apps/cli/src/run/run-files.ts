/**
 * The files of a run's directory: what was asked for, what happened, all that training changes (so that it can go on), the
 * weights after the last step, those that did best on held-out data, and the figure.
 */
export const runFiles = {
  run: "run.json",
  metrics: "metrics.jsonl",
  checkpoint: "checkpoint.safetensors",
  weights: "weights.safetensors",
  best: "best.safetensors",
  curves: "curves.svg",
} as const;
