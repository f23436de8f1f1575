import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { environmentForPrograms, onEachBackend } from "@tenetjs/testing";
import { answerLimit } from "@tenetjs/testing/limits";
import { expect, test } from "vitest";

await onEachBackend((name) => {
  test("a program in plain Node computes a gradient and then exits by itself", async () => {
    const { stdout, stderr } = await run(`
      await start("${name}");
      const slope = tf.grad((x) => tf.sum(tf.matMul(x, x)))(tf.tensor2d([1, 2, 3, 4], [2, 2]));
      console.log(tf.getBackend(), ...await slope.data());
    `);
    expect({ stdout, stderr }).toEqual({ stdout: `${name} 7 11 9 13\n`, stderr: "" });
  });
});

test("a backend whose files are missing is refused, and the previous backend still runs", async () => {
  const { stdout } = await run(`
    await start("cpu");
    const { code } = await start("wasm", { wasmPaths: "/no/such/folder/" }).catch((error) => error);
    console.log(code, tf.getBackend(), ...tf.add(1, 2).dataSync());
  `);
  expect(stdout).toBe("BACKEND_UNAVAILABLE cpu 3\n");
});

test("a program's own handler of unhandled rejections still receives them", async () => {
  const { stdout } = await run(`
    process.on("unhandledRejection", (reason) => console.log("handled", reason));
    await start("wasm");
    Promise.reject("a rejection");
    await new Promise((resolve) => setImmediate(resolve));
    console.log(process.listenerCount("uncaughtException"));
  `);
  expect(stdout).toBe("handled a rejection\n0\n");
});

/** The output of a program. Rejects if the program exits with a code other than 0 or exceeds the time limit. */
function run(program: string) {
  const imports = `
    import { start } from "@tenetjs/backends";
    import * as tf from "@tensorflow/tfjs-core";
  `;
  return promisify(execFile)(
    process.execPath,
    ["--conditions=@tenetjs/source", "--input-type=module", "--eval", imports + program],
    { cwd: import.meta.dirname, env: environmentForPrograms(), timeout: answerLimit },
  );
}
