import { generatedTask } from "./generated-task.ts";
import { parityOptions } from "./parity-options.ts";

/** `tenet train parity`: a test of keeping a state that each input may flip. */
export const parity = generatedTask({
  name: "parity",
  help: `
The network reads bits, and says after each whether the number of ones so far is odd.

Examples:
  tenet train parity
  tenet train parity --cell gru --length 20 --out runs/parity`,
  options: parityOptions,
  load: async () => (await import("./parity-trainable.ts")).parityTrainable,
});
