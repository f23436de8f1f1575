import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { survey } from "@tenetjs/backends";
import { readCheckpoint } from "@tenetjs/checkpoints/node";
import { environmentForPrograms, webgpuForTests } from "@tenetjs/testing";
import { answerLimit } from "@tenetjs/testing/limits";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";

const webgpu = await webgpuForTests();
const software = (await survey()).some(
  ({ name, ...report }) => name === "webgpu" && "software" in report && report.software,
);
const whySkipped = software ? " (skipped: a software adapter takes a minute to compile its shaders)" : "";

let directory: string;
let text: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-webgpu-"));
  text = join(directory, "text.txt");
  await writeFile(text, "The cat sat on the mat, and the mat was flat. ".repeat(30));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const sizes = ["--hidden", "4", "--layers", "1", "--window", "5", "--batch", "4"];
const onWebgpu = ["--backend", "webgpu"];

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Runs a command line in a process of its own, and stops the process if it does not end by itself. */
function program(args: readonly string[], before = ""): Promise<Record<"code" | "out" | "errors", unknown>> {
  const source = `import { main } from ${JSON.stringify(main)}; ${before}; await main(process.argv.slice(1));`;
  const flags = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", source, ...args];
  return new Promise((resolve) => {
    const options = { cwd: import.meta.dirname, env: environmentForPrograms(), timeout: answerLimit };
    execFile(process.execPath, flags, options, (error, out, errors) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), out, errors });
    });
  });
}

describe.skipIf(!webgpu.available)("in Node, on webgpu, a process", () => {
  test("trains, resumes, samples and evaluates, and each time ends by itself", async () => {
    const run = join(directory, "run");
    const done = { code: 0, errors: "" };
    expect(
      await program(["train", "text", text, ...sizes, ...onWebgpu, "--steps", "2", "--out", run]),
    ).toMatchObject({ ...done, out: expect.stringMatching(/^trained 2 steps in .* on webgpu$/m) });
    expect(await program(["resume", run, "--steps", "3"])).toMatchObject({
      ...done,
      out: expect.stringMatching(/^trained 3 steps in .* on webgpu$/m),
    });
    expect(await program(["sample", run, ...onWebgpu, "--length", "3", "--prompt", "The "])).toMatchObject({
      ...done,
      out: expect.stringMatching(/^The .{3}\n$/s),
    });
    expect(await program(["eval", run, ...onWebgpu, "--no-baseline", "--json"])).toMatchObject({
      ...done,
      out: expect.stringMatching(/"nats":\d/),
    });
  });

  test.skipIf(software)(`runs the demo, and ends by itself${whySkipped}`, async () => {
    const args = ["demo", ...onWebgpu, "--steps", "10", "--out", join(directory, "demo"), "--json"];
    const { code, out } = await program(args);
    expect(code).toBe(0);
    expect(out).toContain('"event":"start","backend":"webgpu"');
  });

  test("that loses its device reports it, and prints commands that continue from its checkpoint", async () => {
    const run = join(directory, "lost");
    const lose = `
      import { backend } from "@tensorflow/tfjs-core";
      import { existsSync, readFileSync } from "node:fs";
      const metrics = ${JSON.stringify(join(run, "metrics.jsonl"))};
      const watch = setInterval(() => {
        if (!existsSync(metrics) || !readFileSync(metrics, "utf8").includes('"saved","step":6')) return;
        clearInterval(watch);
        backend().device.destroy();
      }, 1);`;
    const options = [...sizes, "--save-every", "3", "--steps", "1000000", "--sample-every", "0"];
    const lost = await program(
      ["train", "text", text, ...options, ...onWebgpu, "--json", "--out", run],
      lose,
    );
    expect(lost.code).toBe(1);
    const saved = Number((await readCheckpoint(join(run, "checkpoint.safetensors"))).metadata.step);
    expect(saved).toBeGreaterThanOrEqual(6);
    const resume = `tenet resume ${run} --steps 1000000`;
    expect(lost.errors).toMatch(
      /^tenet: webgpu: expected a working device, got a device that was lost \(destroyed: /,
    );
    expect(lost.errors).toContain(
      `The checkpoint of step ${saved} is intact. Continue with: ${resume} --backend webgpu\n`,
    );
    expect(lost.errors).toContain(`or on another backend: ${resume} --backend wasm\n`);
    expect(JSON.parse(String(lost.out).trim().split("\n").at(-1) as string)).toMatchObject({
      event: "failed",
      code: "DEVICE_LOST",
      saved,
      resume,
    });
    for (const [backend, steps] of [
      ["webgpu", saved + 1],
      ["wasm", saved + 2],
    ] as const) {
      const more = await tenet("resume", run, "--backend", backend, "--steps", String(steps));
      expect(more).toMatchObject({ exitCode: 0, message: "" });
      expect(more.text).toContain(`trained ${steps} steps`);
    }
  });

  test("that loses its device without --out says that nothing was saved", async () => {
    const lose = `
      import { backend } from "@tensorflow/tfjs-core";
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text, ...rest) => {
        if (String(text).includes('"event":"step"')) backend().device.destroy();
        return write(text, ...rest);
      };`;
    const options = [...sizes, "--report-every", "1", "--steps", "1000000", "--sample-every", "0"];
    const lost = await program(["train", "text", text, ...options, ...onWebgpu, "--json"], lose);
    expect(lost.code).toBe(1);
    expect(lost.errors).toMatch(/This run was not saved\. Pass --out DIRECTORY/);
    expect(lost.out).toMatch(/"event":"failed".*"saved":null,"resume":null/);
  });
});
