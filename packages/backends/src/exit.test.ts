import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { onEachBackend } from "@tenetjs/testing";
import { expect, test } from "vitest";

const run = promisify(execFile);

await onEachBackend((name) => {
  test("a program in plain Node computes a gradient and then ends by itself", async () => {
    const program = `
      import { start } from "@tenetjs/backends";
      import * as tf from "@tensorflow/tfjs-core";
      await start("${name}");
      const slope = tf.grad((x) => tf.sum(tf.matMul(x, x)))(tf.tensor2d([1, 2, 3, 4], [2, 2]));
      console.log(tf.getBackend(), ...await slope.data());
    `;
    // Rejects when the program is ended by a signal, as after this time, or by a code other than 0.
    const { stdout, stderr } = await run(
      process.execPath,
      ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program],
      { cwd: import.meta.dirname, env: environment(), timeout: 20_000 },
    );
    expect({ stdout, stderr }).toEqual({ stdout: `${name} 7 11 9 13\n`, stderr: "" });
  });
});

/** Where tests run on the Vulkan driver of a Chromium, its Vulkan loader lies in the same folder. */
function environment(): NodeJS.ProcessEnv {
  const driver = process.env.VK_ICD_FILENAMES;
  return driver === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: dirname(driver) };
}
