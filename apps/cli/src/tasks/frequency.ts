import { frequencyOptions } from "./frequency-options.ts";
import { generatedTask } from "./generated-task.ts";

/** `tenet train frequency`: sine waves to classify by their period. */
export const frequency = generatedTask({
  name: "frequency",
  help: `
The temporal gates of phased cells use the times of the samples. Other cells see them only with --time-as-input.

Examples:
  tenet train frequency --out runs/phased
  tenet train frequency --cell lstm --time-as-input --out runs/lstm`,
  options: frequencyOptions,
  load: async () => (await import("./frequency-trainable.ts")).frequencyTrainable,
});
