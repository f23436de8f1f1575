import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withFault } from "../faults/failing-files.test.support.ts";
import { type Event, type Outcome, tenet } from "../terminal/tenet.test.fixture.ts";

const text = "She sells sea shells by the sea shore, and the shells she sells are sea shells. ".repeat(15);
const more = "Red lorry, yellow lorry, red lorry, yellow lorry; and one more lorry. ".repeat(15);

let directory: string;
let paths: string[];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-resume-"));
  paths = [join(directory, "shells.txt"), join(directory, "lorries.txt")];
  await writeFile(paths[0] as string, text);
  await writeFile(paths[1] as string, more);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const small = [
  "--hidden",
  "16",
  "--window",
  "10",
  "--batch",
  "8",
  "--backend",
  "wasm",
  "--evaluate-every",
  "3",
];
const train = (...args: string[]) => tenet("train", "text", ...small, ...args);
const resume = (...args: string[]) => tenet("resume", "--backend", "wasm", ...args);

describe("N steps and N more after a resume give the same bytes as 2N steps at once", () => {
  test.each<[string, number, string[]]>([
    ["random windows, with dropout", 1, ["--dropout", "0.2"]],
    ["a state that is carried over", 1, ["--carry-state", "--cell", "phased-lstm", "--window", "7"]],
    ["several texts, with a tied embedding", 2, ["--tied", "--preset", "adam", "--proportions", "1,2"]],
    ["bytes, with a learning rate that decays", 1, ["--vocabulary", "bytes", "--decay-every", "4"]],
    [
      "an average of the weights, with warm-up, a cosine and dropout of the input",
      1,
      [
        ...["--preset", "best", "--warm-up", "3", "--cosine", "14", "--average", "0.9"],
        ...["--input-dropout", "0.1", "--embedding", "5", "--weight-decay", "0.1"],
      ],
    ],
    ["words, with patience", 1, ["--vocabulary", "words", "--patience", "9", "--optimizer", "nesterov"]],
  ])("%s", async (name, texts, options) => {
    const [whole, parts] = [join(directory, `${name}, whole`), join(directory, `${name}, parts`)];
    const args = [...paths.slice(0, texts), ...options];
    expect((await train(...args, "--steps", "14", "--out", whole)).exitCode).toBe(0);
    await train(...args, "--steps", "7", "--out", parts);
    const resumed = await resume(parts, "--steps", "14", "--save-every", "2", "--sample-every", "1");
    expect(resumed.message).toBe("");
    for (const file of ["checkpoint.safetensors", "weights.safetensors", "best.safetensors"])
      expect((await readFile(join(parts, file))).equals(await readFile(join(whole, file))), file).toBe(true);
  });
});

test("the metrics of a resumed run are those of a run that never stopped", async () => {
  const metricsOf = async (out: string) =>
    (await readFile(join(out, "metrics.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ event }) => event === "step" || event === "evaluation")
      .map(({ seconds, stepsPerSecond, ...facts }) => facts);
  const [whole, parts] = [join(directory, "metrics-whole"), join(directory, "metrics-parts")];
  await train(paths[0] as string, "--steps", "12", "--report-every", "3", "--out", whole);
  await train(paths[0] as string, "--steps", "6", "--report-every", "3", "--out", parts);
  await resume(parts, "--steps", "12", "--report-every", "3");
  expect(await metricsOf(parts)).toEqual(await metricsOf(whole));
});

test("the last event is that of a run that never stopped, except for its seconds, at any --report-every", async () => {
  const [whole, parts] = [join(directory, "done-whole"), join(directory, "done-parts")];
  const last = async (result: ReturnType<typeof tenet>) => {
    const { seconds, ...facts } = (await result).events().at(-1) as Event & { readonly seconds: number };
    expect(seconds).toBeGreaterThan(0);
    return facts;
  };
  const text = [...paths, "--json"];
  const atOnce = await last(train(...text, "--steps", "60", "--report-every", "60", "--out", whole));
  expect(atOnce).toMatchObject({ event: "done", step: 60, train: { loss: expect.any(Number) } });
  const first = await last(train(...text, "--steps", "31", "--report-every", "7", "--out", parts));
  expect(first).not.toEqual(atOnce);
  const again = ["--json", "--report-every", "4", "--save-every", "5", "--sample-every", "1"];
  await last(resume(parts, "--steps", "32", ...again));
  expect(await last(resume(parts, "--steps", "60", ...again))).toEqual(atOnce);
});

describe("a resume that would change the run is refused, and the error says what differs:", () => {
  let run: string;
  beforeAll(async () => {
    run = join(directory, "refused");
    await train(...paths, "--steps", "2", "--out", run);
  });
  const refusal = async (...args: string[]) => {
    const { exitCode, message, errors } = await resume(run, ...args);
    expect(exitCode).toBe(2);
    return message + errors;
  };

  test("an option with another value", async () => {
    expect(await refusal("--steps", "4", "--hidden", "32")).toContain(
      "expected --hidden 16, as in the run, got 32.",
    );
    expect(await refusal("--steps", "4", "--evaluate-every", "5")).toContain("--evaluate-every 3");
    expect(await refusal("--steps", "4", "--vocabulary", "bytes")).toContain("--vocabulary characters");
    expect(await refusal("--steps", "4", "--carry-state")).toContain("--carry-state false");
    expect(await refusal("--steps", "4", "--init", "he")).toContain("--init default");
  });

  test("an option that the run does not have", async () => {
    expect(await refusal("--steps", "4", "--length", "12")).toContain("--length to be left out, got 12");
    expect(await refusal("--steps", "4", "--colour", "red")).toContain("unknown option '--colour'");
    expect(await refusal("--steps", "4", "--out", "x")).toContain("--out to be left out, got x");
  });

  test("an invalid value, with the same error as in training", async () => {
    expect(await refusal("--steps", "4", "--hidden", "many")).toContain(
      "option '--hidden <n>' argument 'many' is invalid. Expected an integer of at least 1.",
    );
  });

  test("files to read, for a run on generated data", async () => {
    const sums = join(directory, "sums");
    const sizes = ["--length", "3", "--hidden", "4", "--batch", "4", "--steps", "1"];
    await tenet("train", "adding", ...sizes, "--backend", "wasm", "--out", sums);
    const { exitCode, message } = await resume(sums, "numbers.txt", "--steps", "2");
    expect(exitCode).toBe(2);
    expect(message).toContain("no files for a run of adding, which reads none, got numbers.txt");
  });

  test("sampling options, for a network that does not write text", async () => {
    const digits = join(directory, "digits");
    await tenet("train", "palindrome", "--hidden", "8", "--backend", "wasm", "--steps", "1", "--out", digits);
    const { exitCode, message } = await resume(digits, "--steps", "2", "--prompt", "12");
    expect(exitCode).toBe(2);
    expect(message).toContain("--prompt to be left out, got 12");
  });

  test("but options with the values of the run are accepted", async () => {
    const copy = join(directory, "same");
    await cp(run, copy, { recursive: true });
    const same = ["--hidden", "16", "--evaluate-every", "3", "--cell", "lstm", "--validation-share", "0.1"];
    expect(await resume(copy, "--steps", "3", ...same)).toMatchObject({ exitCode: 0, message: "" });
  });

  test("a run.json that was edited", async () => {
    const copy = join(directory, "edited");
    await cp(run, copy, { recursive: true });
    const file = join(copy, "run.json");
    await writeFile(
      file,
      (await readFile(file, "utf8")).replace('"learningRate": 0.002', '"learningRate": 0.02'),
    );
    const { exitCode, message } = await resume(copy, "--steps", "4");
    expect(exitCode).toBe(2);
    expect(message).toContain(
      `"options.learningRate" to be 0.002 in ${file}, as in the checkpoint, got 0.02.`,
    );
  });

  test("a text that changed, with both checksums; a text that moved is read from its new path", async () => {
    const [first, second] = paths as [string, string];
    const [copy, moved] = [join(directory, "moved"), join(directory, "elsewhere.txt")];
    await cp(run, copy, { recursive: true });
    await rename(second, moved);
    try {
      expect((await resume(copy, "--steps", "3")).message).toContain(second);
      expect(await resume(copy, first, moved, "--steps", "3")).toMatchObject({ exitCode: 0, message: "" });
      // The run still has the old path, so that the command that goes on after a failure has to name the new one.
      const fault = { kind: "append", nth: 3, code: "ENOSPC", directory: copy } as const;
      let failed: Outcome | undefined;
      await withFault(fault, async () => {
        failed = await resume(copy, first, moved, "--steps", "5", "--json");
      });
      const command = `tenet resume ${copy} ${first} ${moved} --steps 5`;
      expect(failed?.message).toMatch(new RegExp(`continue with: ${command}$`));
      expect(failed?.events().at(-1)).toMatchObject({ event: "failed", resume: command });
      await writeFile(second, more.replace("Red", "Tan"));
      const { exitCode, message } = await resume(copy, "--steps", "4");
      expect(exitCode).toBe(2);
      expect(message).toMatch(
        /"lorries" .*SHA-256 [0-9a-f]{64}\), got .*lorries\.txt \(SHA-256 [0-9a-f]{64}\)\./,
      );
    } finally {
      await rename(moved, second);
    }
  });

  test("a number of steps that is already done", async () => {
    expect(await refusal("--steps", "2")).toContain("more than the 2 steps already done");
    expect(await refusal()).toContain("more than the 2 steps already done");
  });
});

test("a missing run and a damaged one are reported by the path of the file", async () => {
  const nothing = await resume(join(directory, "nothing"), "--steps", "5");
  expect(nothing.message).toContain(join(directory, "nothing"));
  const run = join(directory, "damaged");
  await train(paths[0] as string, "--steps", "1", "--out", run);
  const file = join(run, "checkpoint.safetensors");
  const bytes = await readFile(file);
  bytes[bytes.length - 5]! ^= 4;
  await writeFile(file, bytes);
  const { exitCode, message } = await resume(run, "--steps", "5");
  expect(exitCode).toBe(1);
  expect(message).toContain(file);
});

test.each([
  ["run.json", "Remove what is left of that run"],
  ["best.safetensors", "Remove what is left of that run"],
  ["metrics.jsonl", "Remove what is left of that run"],
  ["checkpoint.safetensors", "tenet resume "],
])(
  "a new run refuses a directory that has %s of another, and clears away what killed writes left",
  async (file, next) => {
    const out = join(directory, `has ${file}`);
    await mkdir(out);
    await writeFile(join(out, file), "old");
    const temporary = `.${file}.00000000-0000-4000-8000-000000000000.tmp`;
    await writeFile(join(out, temporary), "half");
    const { exitCode, message } = await train(paths[0] as string, "--steps", "1", "--out", out);
    expect(exitCode).toBe(2);
    expect(message).toContain(`--out: expected no file of a run in ${out}, got ${file}. `);
    expect(message).toContain(next);
    expect(await readdir(out)).toEqual([file]);
    await rm(join(out, file));
    await writeFile(join(out, "notes.txt"), "mine");
    await writeFile(join(out, temporary), "half");
    expect(await train(paths[0] as string, "--steps", "1", "--out", out)).toMatchObject({ message: "" });
    expect((await readdir(out)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  },
);

test("a directory that another process trains in is refused, by train and by resume", async () => {
  const out = join(directory, "locked");
  await train(paths[0] as string, "--steps", "1", "--out", out);
  const holder = {
    id: "x",
    pid: process.ppid,
    host: hostname(),
    started: "2026-01-01T00:00:00Z",
    ticks: null,
  };
  await writeFile(join(out, "lock.json"), JSON.stringify(holder));
  for (const attempt of [train(paths[0] as string, "--out", out), resume(out, "--steps", "2")]) {
    const { exitCode, message } = await attempt;
    expect(exitCode).toBe(2);
    expect(message).toContain(`got process ${process.ppid} on ${hostname()}, started 2026-01-01T00:00:00Z`);
  }
  await rm(join(out, "lock.json"));
  expect(await resume(out, "--steps", "2")).toMatchObject({ message: "" });
  expect(await readdir(out)).not.toContain("lock.json");
});

test("training that diverges ends its stream with what failed, and says what is left", async () => {
  const out = join(directory, "diverged");
  const wild = ["--optimizer", "sgd", "--learning-rate", "1e38", "--clip", "1e38", "--steps", "50"];
  const result = await train(paths[0] as string, ...wild, "--json", "--out", out);
  expect(result.exitCode).toBe(1);
  expect(result.message).toMatch(
    /^train: expected a finite loss.* The checkpoint of step 0 is intact\. A resume would diverge again/,
  );
  expect(result.events().at(-1)).toMatchObject({
    event: "failed",
    code: "DIVERGED",
    saved: 0,
    resume: `tenet resume ${out} --steps 50`,
  });
  const alone = await train(paths[0] as string, ...wild, "--json");
  expect(alone.events().at(-1)).toMatchObject({
    event: "failed",
    code: "DIVERGED",
    saved: null,
    resume: null,
  });
});

test("no tensor leaks", async () => {
  const run = join(directory, "leaks");
  await train(paths[0] as string, "--carry-state", "--steps", "2", "--out", run);
  await resume(run, "--steps", "4");
  const before = memory().numTensors;
  await resume(run, "--steps", "6");
  await resume(run, "--steps", "6");
  expect(memory().numTensors).toBe(before);
});
