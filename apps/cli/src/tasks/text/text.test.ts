import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory } from "@tensorflow/tfjs-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Event, tenet } from "../../terminal/tenet.test.fixture.ts";
import { taskContract } from "../task-contract.test.fixture.ts";
import type { TextRun } from "./text-run.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-text-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const small = ["--hidden", "16", "--window", "10", "--batch", "8", "--backend", "wasm"];
const train = (...args: string[]) => tenet("train", "text", ...small, ...args);

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

async function runAt(out: string): Promise<TextRun> {
  return JSON.parse(await readFile(join(out, "run.json"), "utf8")) as TextRun;
}

const hares = "The hare ran over the hill, and the hill ran under the hare. ".repeat(20);
const owls = "An owl (old, grey) sat up; it sat on an oak: so it sat. ".repeat(20);

taskContract("text", {
  names: async () => ["the-lighthouse"],
  options: ["--hidden", "16", "--window", "10", "--batch", "8", "--sample-every", "0"],
  changed: ["--vocabulary", "bytes"],
});

describe("with --json", () => {
  test("standard output is JSON Lines that end with done, and samples are on standard error", async () => {
    const run = await train("the-lighthouse", "--steps", "12", "--sample-every", "6", "--json");
    expect(run.exitCode).toBe(0);
    expect(run.text).toBe(`${run.lines.join("\n")}\n`);
    expect(run.events().at(-1)).toEqual({
      event: "done",
      step: 12,
      seconds: expect.any(Number),
      backend: "wasm",
      parameters: expect.any(Number),
      train: { loss: expect.any(Number), accuracy: expect.any(Number) },
      heldOut: {
        loss: expect.any(Number),
        bitsPerCharacter: expect.any(Number),
        accuracy: expect.any(Number),
      },
    });
    const { loss, bitsPerCharacter } = (run.events().at(-1) as Event).heldOut;
    expect(bitsPerCharacter).toBeCloseTo(loss / Math.LN2, 10);
    expect(run.errors).toContain("after step 6");
    expect(run.errors).toContain("after step 12");
  });

  test("held-out losses of several texts are reported for each text and overall", async () => {
    const paths = [await file("hares.txt", hares), await file("owls.txt", owls)];
    const { events } = await train(...paths, "--steps", "20", "--evaluate-every", "10", "--json");
    for (const event of events().filter(({ event }) => event === "evaluation" || event === "done")) {
      const { heldOut, sources } = event;
      expect(sources.map(({ name }) => name)).toEqual(["hares", "owls"]);
      const losses = sources.map(({ loss }) => loss);
      expect(heldOut.loss).toBeGreaterThan(Math.min(...losses));
      expect(heldOut.loss).toBeLessThan(Math.max(...losses));
    }
  });
});

test("without --json, samples go to standard output, each with its prompt and length", async () => {
  const { text } = await train(
    ...["the-lighthouse", "--steps", "4", "--sample-every", "2"],
    ...["--sample-length", "7", "--prompt", "The light", "--temperature", "1"],
  );
  const samples = Array.from(text.matchAll(/--- after step (\d) ---\n(The light[\s\S]{7})\n/g));
  expect(samples.map(([, step]) => step)).toEqual(["2", "4"]);
  expect(text).toMatch(/^held out .* bits per character$/m);
});

test("evaluations and samples have no effect on training", async () => {
  const losses = async (...args: string[]) => {
    const { events } = await train("the-lighthouse", "--steps", "9", "--dropout", "0.3", "--json", ...args);
    return events().flatMap(({ event, loss }) => (event === "step" ? [loss] : []));
  };
  const watched = ["--evaluate-every", "3", "--sample-every", "1", "--temperature", "1"];
  for (const state of [[], ["--carry-state"]])
    expect(await losses("--report-every", "3", ...watched, ...state)).toEqual(
      await losses("--report-every", "3", "--sample-every", "0", ...state),
    );
});

test("no tensor leaks", async () => {
  const run = () => train("the-lighthouse", "--steps", "4", "--evaluate-every", "2", "--sample-every", "2");
  await run();
  const before = memory().numTensors;
  await run();
  expect(memory().numTensors).toBe(before);
});

describe("the training text", () => {
  test("has proportions, and files with the same name get different names", async () => {
    await mkdir(join(directory, "other"), { recursive: true });
    const paths = [await file("hares.txt", hares), await file("other/hares.txt", owls)];
    const out = join(directory, "weighted");
    const { exitCode } = await train(...paths, "--proportions", "3,1", "--steps", "1", "--out", out);
    expect(exitCode).toBe(0);
    const { options, data } = await runAt(out);
    expect(options).toMatchObject({ proportions: [3, 1] });
    expect(data.sources).toMatchObject([
      { name: "hares", origin: { kind: "file", path: paths[0] }, tokens: hares.length },
      { name: "hares-2", origin: { kind: "file", path: paths[1] }, tokens: owls.length },
    ]);
  });

  test("can be words or bytes, with losses per character as well", async () => {
    const path = await file("accents.txt", "Où est l’été? Là, là-bas, déjà passé. ".repeat(30));
    for (const kind of ["words", "bytes"]) {
      const { events } = await train(path, "--vocabulary", kind, "--steps", "1", "--json");
      const { loss, bitsPerCharacter } = (events().at(-1) as Event).heldOut;
      const charactersPerToken = loss / Math.LN2 / bitsPerCharacter;
      if (kind === "words") expect(charactersPerToken).toBeGreaterThan(1.5);
      else expect(charactersPerToken).toBeLessThan(0.95);
    }
  });

  test("names the path to place a book at, when it is not in the cache and the machine is offline", async () => {
    vi.stubEnv("XDG_CACHE_HOME", join(directory, "cache"));
    vi.stubGlobal("fetch", () => Promise.reject(new Error("offline")));
    const { exitCode, message } = await train("alice");
    expect(exitCode).toBe(1);
    expect(message).toContain(join(directory, "cache", "tenet", "alice.txt"));
    expect(message).toContain("151095 bytes");
  });
});

describe("options", () => {
  test("a preset sets the options that are not given", async () => {
    const out = join(directory, "preset");
    await train("the-lighthouse", "--preset", "adam", "--clip", "3", "--steps", "1", "--out", out);
    expect((await runAt(out)).options).toMatchObject({
      preset: "adam",
      optimizer: "adam",
      learningRate: 5e-3,
      clip: 3,
    });
  });

  test("the defaults are those of the course: two layers, RMSProp at 2e-3, decayed by 0.96 every 5000 steps", async () => {
    const out = join(directory, "course");
    await train("the-lighthouse", "--steps", "1", "--out", out);
    expect((await runAt(out)).options).toMatchObject({
      layers: 2,
      optimizer: "rmsprop",
      learningRate: 2e-3,
      decay: 0.96,
      decayEvery: 5000,
      clip: 5,
    });
  });

  test("best sets the network, ends its cosine with the steps, and carries the state through one text", async () => {
    const [one, two] = [join(directory, "best-one"), join(directory, "best-two")];
    const best = ["--preset", "best", "--steps", "2", "--layers", "2", "--out"];
    await train("the-lighthouse", ...best, one);
    expect((await runAt(one)).options).toMatchObject({
      ...{ hiddenSize: 16, layers: 2, optimizer: "adamw", weightDecay: 0.05, average: 0.999 },
      ...{ carryState: true, cosine: 2, warmUp: 200, dropout: 0.5, embedding: 64, inputDropout: 0.15 },
    });
    await train("the-lighthouse", await file("hares.txt", hares), ...best, two);
    expect((await runAt(two)).options).toMatchObject({ carryState: false, cosine: 2 });
    const decayed = ["--preset", "best", "--decay", "0.5", "--steps", "1", "--out"];
    await train("the-lighthouse", ...decayed, join(directory, "best-decay"));
    expect((await runAt(join(directory, "best-decay"))).options).toMatchObject({ cosine: null, decay: 0.5 });
  });

  test("a tied output layer has an embedding of the hidden size", async () => {
    const out = join(directory, "tied");
    for (const preset of ["course", "best"]) {
      const tied = ["--preset", preset, "--tied", "--steps", "1", "--out", join(out, preset)];
      expect((await train("the-lighthouse", ...tied)).message).toBe("");
      expect((await runAt(join(out, preset))).options).toMatchObject({ tied: true, embedding: 16 });
    }
  });
});

describe("early stopping", () => {
  test("ends a run after that many evaluations without a lower loss, and the run cannot be resumed", async () => {
    const out = join(directory, "early");
    const still = ["--optimizer", "sgd", "--learning-rate", "1e-30"];
    const patient = ["--evaluate-every", "2", "--patience", "3", "--steps", "100"];
    const run = await train("the-lighthouse", ...still, ...patient, "--json", "--out", out);
    expect(run.exitCode).toBe(0);
    expect(run.events().at(-1)).toMatchObject({ event: "done", step: 8 });
    const resumed = await tenet("resume", out, "--steps", "200", "--backend", "wasm");
    expect(resumed.exitCode).toBe(2);
    expect(resumed.message).toContain("stopped early at step 8");
  });
});

describe("--init-from", () => {
  test("starts a new run from the weights and the vocabulary of another", async () => {
    const [first, second] = [join(directory, "teacher"), join(directory, "pupil")];
    const path = await file("hares.txt", hares);
    await train(
      path,
      "--cell",
      "gru",
      "--layers",
      "1",
      "--steps",
      "60",
      "--evaluate-every",
      "20",
      "--out",
      first,
    );
    const began = (
      await train(path, "--steps", "1", "--json", "--init-from", first, "--out", second)
    ).events();
    const scratch = (await train(path, "--steps", "1", "--json")).events();
    expect(began[0]).toMatchObject({ event: "start", step: 0 });
    expect((began.at(-1) as Event).heldOut.loss).toBeLessThan((scratch.at(-1) as Event).heldOut.loss - 0.5);
    const { options, data } = await runAt(second);
    expect(options).toMatchObject({ cell: "gru", layers: 1, initFrom: first });
    expect(data.initialWeights).toEqual({
      path: join(first, "best.safetensors"),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test("refuses another network, and a text with unknown characters", async () => {
    const out = join(directory, "known");
    await train(await file("hares.txt", hares), "--steps", "1", "--out", out);
    const other = await train(await file("hares.txt", hares), "--layers", "3", "--init-from", out);
    expect(other).toMatchObject({ exitCode: 2, message: expect.stringContaining("--layers 2") });
    const foreign = await train(await file("owls.txt", owls), "--init-from", out);
    expect(foreign).toMatchObject({ exitCode: 2, message: expect.stringContaining('"w" (U+0077)') });
  });
});

describe("a command line that cannot work exits with 2 and says why:", () => {
  test("an unknown file or book, with the known books", async () => {
    const { exitCode, message } = await train("alise");
    expect(exitCode).toBe(2);
    expect(message).toContain('got "alise"');
    expect(message).toContain("alice, manifesto, shakespeare");
  });

  test("a directory, an empty file, a file that is not UTF-8, a file shorter than a window", async () => {
    expect((await train(directory)).message).toContain("a file, not a directory");
    const empty = await train(await file("empty.txt", " \n"));
    expect(empty).toMatchObject({ exitCode: 2, message: expect.stringContaining("empty.txt, got none") });
    const bytes = Uint8Array.from([...new TextEncoder().encode("héllo"), 0xff, 0x61]);
    const latin = await train(await file("latin.txt", bytes));
    expect(latin).toMatchObject({ exitCode: 2, message: expect.stringMatching(/latin\.txt.*byte offset 6/) });
    const short = await train(await file("short.txt", "a b c d e f g h i j k l"));
    expect(short).toMatchObject({ exitCode: 2, message: expect.stringMatching(/^short: .*window of 10/) });
  });

  test.each([
    [
      "proportions for another number of texts",
      ["--proportions", "1,2"],
      "one number for each of the 1 texts",
    ],
    ["a validation share of everything", ["--validation-share", "1"], ""],
    ["a tied embedding of another size", ["--tied", "--embedding", "8"], "embedding to equal hiddenSize, 16"],
    ["a prompt with unknown characters", ["--prompt", "漢"], '"漢" (U+6F22)'],
  ])("%s", async (_, args, said) => {
    const { exitCode, message } = await train("the-lighthouse", ...args);
    expect(exitCode).toBe(2);
    expect(message).toContain(said);
  });

  test("state that is carried over several texts", async () => {
    const paths = [await file("hares.txt", hares), await file("owls.txt", owls)];
    const { exitCode, message } = await train(...paths, "--carry-state");
    expect(exitCode).toBe(2);
    expect(message).toContain("join the texts in one file");
  });
});

test("Project Gutenberg's parts are left out and told in characters, and kept with --keep-gutenberg", async () => {
  const book = join(directory, "book.txt");
  const work = "It was a dark night.\n".repeat(40);
  const added = [
    "head\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\n\n",
    "*** END OF THE PROJECT GUTENBERG EBOOK A ***\nlicence\n",
  ];
  await writeFile(book, added.join(work));
  const args = [
    "train",
    "text",
    book,
    "--hidden",
    "4",
    "--window",
    "5",
    "--batch",
    "2",
    "--steps",
    "1",
    "--backend",
    "cpu",
  ];
  const { errors } = await tenet(...args);
  expect(errors).toContain(
    `book: ${added.join("").length} characters of Project Gutenberg's header and licence are left out (--keep-gutenberg keeps them)`,
  );
  expect((await tenet(...args, "--keep-gutenberg")).errors).not.toContain("left out");
});
