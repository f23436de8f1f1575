import { addingOptions } from "./adding-options.ts";
import { generatedTask } from "./generated-task.ts";

/** `tenet train adding`: the adding problem. */
export const adding = generatedTask({
  name: "adding",
  help: `
The loss is the mean squared error. The accuracy counts answers within 0.08 of the sum.

Examples:
  tenet train adding
  tenet train adding --length 100 --cell gru --out runs/adding`,
  options: addingOptions,
  load: async () => (await import("./adding-trainable.ts")).addingTrainable,
});
