import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runVersion } from "@tenetjs/checkpoints/run-file";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileReport } from "../inspect/describe-file.ts";
import { type Event, tenet } from "../terminal/tenet.test.fixture.ts";
import { taskEntries } from "./all-tasks.ts";

/** A quick command line of `tenet train`. */
export type SmallRun = {
  /** The texts to train on, which it may write to the directory. */
  readonly names?: (directory: string) => Promise<readonly string[]>;
  readonly options: readonly string[];
  /** An option that must stay, with a value that differs from that of the run. */
  readonly changed: readonly [flag: string, value: string];
};

/** The tests that each task of the command line has to pass: training, exact resume, evaluation, inspection. */
export function taskContract(name: string, { names, options, changed }: SmallRun): void {
  describe(`the task ${name}`, () => {
    let directory: string;
    let reads: readonly string[] = [];
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), `tenet-${name}-`));
      reads = (await names?.(directory)) ?? [];
    });
    afterAll(() => rm(directory, { recursive: true, force: true }));

    const wasm = ["--backend", "wasm"];
    const train = (...args: string[]) =>
      tenet("train", name, ...reads, ...options, ...wasm, "--evaluate-every", "3", ...args);
    const resume = (run: string, ...args: string[]) => tenet("resume", run, ...wasm, ...args);

    test("is in the list, and its help has its description and defaults", async () => {
      const entry = taskEntries.find((one) => one.name === name);
      const task = await entry?.load();
      const help = (await tenet("train", name, "--help")).text.replace(/\s+/g, " ");
      expect(help).toContain(entry?.description);
      expect(help).toContain(
        `--steps <n> training steps in total, including those before a resume (default: ${task?.options.steps.default})`,
      );
    });

    test("trains, and reports measures on held-out data", async () => {
      const { events, message } = await train("--steps", "4", "--json");
      expect(message).toBe("");
      const last = events().at(-1) as Event;
      expect(last).toMatchObject({ event: "done", step: 4 });
      expect(last.heldOut.loss).toBeGreaterThan(0);
      expect(last.heldOut.loss).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(last.heldOut.accuracy).toBeGreaterThanOrEqual(0);
      expect(last.heldOut.accuracy).toBeLessThanOrEqual(1);
    });

    test("resumes from its checkpoint as if it had never stopped, bit for bit", async () => {
      const [whole, parts] = [join(directory, "whole"), join(directory, "parts")];
      expect((await train("--steps", "6", "--out", whole)).message).toBe("");
      await train("--steps", "3", "--out", parts);
      expect((await resume(parts, "--steps", "6")).message).toBe("");
      for (const file of ["checkpoint.safetensors", "weights.safetensors", "best.safetensors"])
        expect((await readFile(join(parts, file))).equals(await readFile(join(whole, file))), file).toBe(
          true,
        );
      const { exitCode, message } = await resume(parts, "--steps", "7", ...changed);
      expect(exitCode).toBe(2);
      expect(message).toMatch(new RegExp(`expected ${changed[0]} .*, as in the run, got ${changed[1]}\\.`));
    });

    test("can be inspected, and evaluates its best weights as training did", async () => {
      const run = join(directory, "kept");
      const events = (await train("--steps", "3", "--json", "--out", run)).events();
      const inspected = await tenet("inspect", run, "--json");
      const report = JSON.parse(inspected.text) as FileReport;
      expect(report.run).toMatchObject({ version: runVersion, task: name, options: { evaluateEvery: 3 } });
      expect((await tenet("inspect", run)).text).toMatch(new RegExp(`^task +${name}$`, "m"));
      const evaluated = await tenet("eval", run, ...wasm, "--json");
      expect(evaluated.message).toBe("");
      const measures = JSON.parse(evaluated.text) as { loss?: number; nats?: number; weights: object };
      expect(measures.weights).toEqual({ file: join(run, "best.safetensors"), step: 3 });
      // `eval` reads a text once from start to end, while each held-out window of training starts from a zero state.
      const { loss } = (events.at(-1) as Event).heldOut;
      expect(Math.abs((measures.loss ?? measures.nats ?? Number.NaN) - loss)).toBeLessThan(0.2 * loss);
      expect((await tenet("eval", run, ...wasm)).lines[0]).toMatch(/^weights: .*best\.safetensors, step 3$/);
    });

    test("leaks no tensor", async () => {
      const run = join(directory, "leaks");
      await train("--steps", "3", "--out", run);
      const work = async () => {
        await train("--steps", "3");
        await tenet("eval", run, ...wasm);
      };
      await work();
      const before = memory().numTensors;
      await work();
      expect(memory().numTensors).toBe(before);
    });
  });
}
