import { copyOptions } from "./copy-options.ts";
import { generatedTask } from "./generated-task.ts";

/** `tenet train copy`: the copy task. */
export const copy = generatedTask({
  name: "copy",
  help: `
Loss and accuracy include all steps. While it waits, the network has to output "waiting".
Chance is a network that waits correctly and guesses the symbols.

Examples:
  tenet train copy
  tenet train copy --delay 50 --items 10 --cell lstm --out runs/copy`,
  options: copyOptions,
  load: async () => (await import("./copy-trainable.ts")).copyTrainable,
});
