import { generatedTask } from "./generated-task.ts";
import { palindromeOptions } from "./palindrome-options.ts";

/** `tenet train palindrome`: a test of memory. */
export const palindrome = generatedTask({
  name: "palindrome",
  help: `
The last digit of a palindrome is its first, so the network has to remember the first digit to the end.

Examples:
  tenet train palindrome
  tenet train palindrome --cell gru --length 20 --encoding one-hot --out runs/memory`,
  options: palindromeOptions,
  load: async () => (await import("./palindrome-trainable.ts")).palindromeTrainable,
});
