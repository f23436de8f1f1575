import { engine } from "@tensorflow/tfjs-core";

/** Whether a gradient tape records the kernel, or the function with a gradient of its own, that asks. Inside another operation's kernel, none does. */
export function isRecording(): boolean {
  const { gradientDepth, kernelDepth } = engine().state;
  return gradientDepth > 0 && kernelDepth === 1;
}
