import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tenet } from "../terminal/tenet.test.fixture.ts";
import { decoded, type ReadEvent, readEvents, valuesOf } from "./read-events.test.support.ts";

const small = ["--cell", "phased-lstm", "--layers", "2", "--hidden", "6", "--window", "10", "--batch", "4"];
const wasm = ["--backend", "wasm", "--threads", "1"];
const every = ["--report-every", "2", "--save-every", "100", "--sample-every", "4"];

/** A run of 8 steps: killed after step 7, when its checkpoint was of step 4, and resumed. */
let [root, run] = ["", ""];
let events: readonly ReadEvent[] = [];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "tenet-board-"));
  run = join(root, "run");
  const options = [...small, ...wasm, ...every, "--evaluate-every", "4"];
  const whole = ["train", "text", "the-lighthouse", ...options, "--tensorboard", "--out", run];
  expect((await tenet(...whole, "--steps", "4")).message).toBe("");
  const checkpoint = join(run, runFiles.checkpoint);
  copyFileSync(checkpoint, join(root, "old"));
  expect((await tenet("resume", run, ...wasm, ...every, "--steps", "7")).message).toBe("");
  copyFileSync(join(root, "old"), checkpoint);
  expect((await tenet("resume", run, ...wasm, ...every, "--steps", "8")).message).toBe("");
  events = readEvents(run);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const stepsOf = (tag: string) => valuesOf(events, tag).map(({ step }) => step);

describe("the events of a run that was resumed", () => {
  test("have each step once, with the values of the metrics", () => {
    const metrics = readFileSync(join(run, runFiles.metrics), "utf8").trim().split("\n");
    const steps = metrics.map((line) => JSON.parse(line)).filter(({ event }) => event === "step");
    const read = valuesOf(events, "loss/train");
    expect(read.map(({ step }) => step)).toEqual([2, 4, 6, 8]);
    expect(read.map(({ simpleValue }) => simpleValue)).toEqual(steps.map(({ loss }) => Math.fround(loss)));
    expect(stepsOf("loss/held out")).toEqual([4, 8]);
    expect(stepsOf("loss/held out, all")).toEqual([4, 8]);
  });

  test("have histograms of weights, gradients and gates", () => {
    const tags = new Set(events.flatMap(({ summary }) => summary?.value ?? []).map(({ tag }) => tag));
    for (const tag of [
      "weights/layer 0.wx",
      "weights/head.w",
      "gradients/layer 1.wh",
      "gates/layer 1.forget",
    ])
      expect(tags).toContain(tag);
    const [gate] = valuesOf(events, "gates/layer 0.forget").slice(-1);
    // Four rows, eight steps of each, and six units.
    expect(gate?.histo?.num).toBe(4 * 8 * 6);
    expect(gate?.histo?.min).toBeGreaterThanOrEqual(0);
    expect(gate?.histo?.max).toBeLessThanOrEqual(1);
    expect(stepsOf("weights/layer 0.wx")).toEqual([4, 8]);
  });

  test("have samples, the curves as a PNG, and the options", () => {
    const [sample] = valuesOf(events, "samples").slice(-1);
    expect(sample?.metadata?.pluginData.pluginName).toBe("text");
    expect(Buffer.from(sample?.tensor?.stringVal[0] ?? []).toString()).toMatch(/^```\n[\s\S]*\n```$/);
    const [curves] = valuesOf(events, "curves").slice(-1);
    const png = Buffer.from(curves?.image?.encodedImageString ?? []);
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(curves?.image?.width);
    const [start] = valuesOf(events, "_hparams_/session_start_info");
    expect(decoded("HParamsPluginData", start?.metadata?.pluginData.content as Uint8Array)).toMatchObject({
      sessionStartInfo: { hparams: { cell: { stringValue: "phased-lstm" }, hiddenSize: { numberValue: 6 } } },
    });
    expect(stepsOf("_hparams_/session_end_info")).toEqual([9]);
  });

  /** Python with TensorBoard, from TENET_PYTHON or the path. */
  const python = process.env.TENET_PYTHON ?? "python3";
  const hasTensorboard = canRun(python, ["-c", "import tensorboard"]);
  test.skipIf(!hasTensorboard)(
    `are read by TensorBoard itself${hasTensorboard ? "" : ` (${python} has no tensorboard: pip install tensorboard)`}`,
    () => {
      const read = JSON.parse(execFileSync(python, ["-c", reader, run], { encoding: "utf8" }));
      expect(read.losses).toEqual(
        valuesOf(events, "loss/train").map(({ step, simpleValue }) => [step, simpleValue]),
      );
      expect(read.weights).toEqual([4, 8]);
      expect(read.tags).toMatchObject({ images: ["curves"], tensors: ["samples"] });
    },
  );
});

test("the network that is looked at trains as one that is not, and no tensor is left", async () => {
  const options = [...small, ...wasm, "--sample-every", "0", "--evaluate-every", "2", "--steps", "4"];
  const [seen, unseen] = [join(root, "seen"), join(root, "unseen")];
  const train = (out: string, ...more: string[]) =>
    tenet("train", "text", "the-lighthouse", ...options, "--out", out, ...more);
  await train(unseen);
  const before = memory().numTensors;
  expect((await train(seen, "--tensorboard")).message).toBe("");
  expect(memory().numTensors).toBe(before);
  const weights = (directory: string) => readFileSync(join(directory, runFiles.weights));
  expect(weights(seen).equals(weights(unseen))).toBe(true);
});

test("--tensorboard needs a directory, and event files count as files of a run", async () => {
  const train = (...more: string[]) => tenet("train", "palindrome", "--steps", "1", ...wasm, ...more);
  const { exitCode, message } = await train("--tensorboard");
  expect([exitCode, message]).toEqual([2, expect.stringContaining("expected --out DIRECTORY")]);
  const lost = join(root, "lost");
  await train("--hidden", "2", "--tensorboard", "--out", lost);
  for (const name of Object.values(runFiles)) rmSync(join(lost, name), { force: true });
  expect((await train("--out", lost)).message).toContain("got events.out.tfevents.");
});

const reader = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
board = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "histograms": 0, "images": 0, "tensors": 0})
board.Reload()
print(json.dumps({
    "losses": [[event.step, event.value] for event in board.Scalars("loss/train")],
    "weights": [event.step for event in board.Histograms("weights/layer 0.wx")],
    "tags": {kind: tags for kind, tags in board.Tags().items() if kind in ("images", "tensors")},
}))
`;

function canRun(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
