import { generatedTask } from "./generated-task.ts";
import { palindromeOptions, palindromePresets } from "./palindrome-options.ts";

/** `tenet train palindrome`: a test of memory. */
export const palindrome = generatedTask({
  name: "palindrome",
  help: `
The last digit of a palindrome is its first, so the network has to remember the first digit to the end.

Examples:
  tenet train palindrome
  tenet train palindrome --cell gru --length 100 --out runs/memory
  tenet train palindrome --preset course --cell rnn --steps 10000`,
  options: palindromeOptions,
  presets: palindromePresets,
  load: async () => (await import("./palindrome-trainable.ts")).palindromeTrainable,
});
