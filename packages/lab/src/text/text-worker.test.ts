import { asWebGpuBackend } from "@tenetjs/backends/internals";
import { sampleText } from "@tenetjs/datasets";
import { webgpuForTests } from "@tenetjs/testing";
import { answerLimit } from "@tenetjs/testing/limits";
import { backend, memory } from "@tensorflow/tfjs-core";
import { expect, test, vi } from "vitest";
import { defaultsOf } from "../element/control.ts";
import type { RunStorage } from "./run-storage.ts";
import { suitedTo } from "./suited-values.ts";
import { textDefinition } from "./text-definition.ts";
import type { KeptRun, TextFact, TextValues } from "./text-facts.ts";
import { textWorker } from "./text-worker.ts";

// IndexedDB is the browsers'. Here, a map keeps what is written.
vi.mock("./run-storage.ts", () => {
  const kept = new Map<string, KeptRun>();
  return {
    runStorage: async (slot: string): Promise<RunStorage> => {
      if (slot === "refused") throw new Error("the browser does not allow it.");
      return {
        read: async () => kept.get(slot),
        write: async (run) => void kept.set(slot, run),
        clear: async () => void kept.delete(slot),
      };
    },
  };
});

const values: TextValues = {
  ...defaultsOf(textDefinition.controls),
  hiddenSize: 16,
  window: 16,
  batch: 8,
  backend: "wasm",
};

type FactOf<Kind extends TextFact["kind"]> = Extract<TextFact, { readonly kind: Kind }>;

/** A worker that has begun, and the facts that it has told. */
async function begun(changed: Partial<TextValues> = {}, slot = "refused", adopt = true) {
  const worker = textWorker();
  const facts: TextFact[] = [];
  const of = <Kind extends TextFact["kind"]>(kind: Kind) =>
    facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind);
  const given = { ...values, ...changed };
  await worker.begin({ values: given, slot, adopt }, (told) => facts.push(...told));
  return { worker, facts, of, values: given };
}

const book = (name: string) => new File([sampleText.repeat(2)], name);

test("begins with a loss, a sample and a passage, and says that nothing is kept where there is no storage", async () => {
  const { worker, of } = await begun();
  expect(of("begun")).toHaveLength(1);
  expect(of("evaluation")[0]?.evaluation).toMatchObject({ step: 0, trainingLoss: undefined });
  expect(of("sample")[0]?.sample.text).toHaveLength(90);
  expect(of("passage")[0]?.passage.characters).toHaveLength(480);
  expect(of("unsaved")[0]?.reason).toMatch(/^Nothing is kept for your next visit: /);
  expect((await worker.keep())?.sources[0]?.kind).toBe("story");
});

test("a text that is opened is trained on at once, and a bad file leaves it alone", async () => {
  const { worker, of } = await begun();
  worker.play();
  worker.write(true);
  await worker.open([book("book.txt")], "instead", values);
  const stepsOnBook = () => of("losses").at(-1)?.step ?? 0;
  await vi.waitUntil(() => of("begun").length === 2 && stepsOnBook() > 3, { timeout: answerLimit });
  await expect(worker.open([new File(["short"], "short.txt")], "instead", values)).rejects.toMatchObject({
    code: "TOO_SHORT",
  });
  await expect(worker.open([new File(["nothing"], "no.safetensors")], "instead", values)).rejects.toThrow(
    /no\.safetensors/,
  );
  const before = stepsOnBook();
  await vi.waitUntil(() => stepsOnBook() > before, { timeout: answerLimit });
  await worker.pause();
  worker.write(false);
  expect(of("begun")).toHaveLength(2);
  expect(of("written").filter(({ text }) => text !== "").length).toBeGreaterThan(0);
});

test("a second text is learned beside the first, with a loss and passages of each, and is kept with it", async () => {
  const { worker, of } = await begun({ steps: 3 }, "two");
  const second = new File([sampleText.toUpperCase()], "loud.txt");
  await worker.open([second], "beside", { ...values, steps: 3 });
  expect(of("begun").at(-1)?.begun).toMatchObject({
    names: ["the-lighthouse", "loud.txt"],
    characters: 2 * sampleText.length,
  });
  worker.play();
  await vi.waitUntil(() => of("finished").length === 1, { timeout: answerLimit });
  const { loss = 0, losses = [] } = of("evaluation").at(-1)?.evaluation ?? {};
  expect(losses).toHaveLength(2);
  expect(losses.reduce((sum, one) => sum + one / 2, 0)).toBeCloseTo(loss, 1);
  await worker.passage("next");
  const [before, after] = of("passage").slice(-2);
  expect([before?.passage.from, after?.passage.from]).toEqual([0, 1]);
  expect(Math.min(...(after?.passage.origins ?? [0]).slice(60))).toBeGreaterThan(0.5);
  worker.write(true);
  await vi.waitUntil(() => of("origins").length > 0, { timeout: answerLimit });
  worker.write(false);
  expect((await worker.program()).command).toContain("tenet train text the-lighthouse loud.txt");
  const chat = Array.from(
    { length: 60 },
    (_, index) => `[05/03/2024, 14:${10 + (index % 50)}:00] Bo: no message\n`,
  );
  await expect(worker.open([new File([chat.join("")], "chat.txt")], "beside", values)).rejects.toThrow(
    /chat\.txt: expected a plain text beside another/,
  );
  const { name, bytes } = await worker.file();
  expect(name).toBe("the-lighthouse and loud.safetensors");
  await worker.pause();

  const next = await begun({}, "two");
  expect(next.of("begun")[0]?.begun).toMatchObject({ names: ["the-lighthouse", "loud.txt"], step: 3 });
  // Its file goes on where both texts are.
  await next.worker.open([new File([bytes as Uint8Array<ArrayBuffer>], name)], "instead", values);
  expect(next.of("begun").at(-1)?.begun).toMatchObject({ step: 3, canTrain: true, from: "file" });
});

test("a longer text gets a network that suits it, in all but what the reader has set; the story gets its own back", async () => {
  const { worker, of } = await begun({ hiddenSize: 32 });
  const changed = { ...values, hiddenSize: 32 };
  const text = sampleText.repeat(6);
  await worker.open([new File([text], "long.txt")], "instead", changed);
  const { network } = of("begun").at(-1)?.begun ?? {};
  const { dropout, steps, learningRate } = suitedTo(text.length);
  expect(network).toMatchObject({ hiddenSize: 32, dropout, steps, learningRate });
  await worker.restart({ ...changed, ...network }, "story");
  expect(of("begun").at(-1)?.begun.network).toMatchObject({ ...suitedTo(sampleText.length), hiddenSize: 32 });
});

test("pauses after the steps that the reader asked for, and another worker goes on from there", async () => {
  const { worker, of } = await begun({ steps: 10 }, "visit");
  await worker.open([book("book.txt")], "instead", { ...values, steps: 10 });
  worker.play();
  await vi.waitUntil(() => of("finished").length === 1, { timeout: answerLimit });
  expect(
    of("evaluation")
      .map(({ evaluation }) => evaluation.step)
      .slice(1),
  ).toEqual([0, 1, 2, 4, 8, 10]);
  expect(
    of("sample")
      .map(({ sample }) => sample.step)
      .slice(1),
  ).toEqual([0, 1, 2, 4, 8]);
  await worker.pause();

  const next = await begun({}, "visit");
  const [after] = next.of("begun");
  expect(after?.begun).toMatchObject({ file: "book.txt", step: 10, from: "storage", canTrain: true });
  expect(after?.begun.history.samples).toHaveLength(5);

  // The address of a page may ask for another network: that one begins, on the same text.
  const other = await begun({ hiddenSize: 32 }, "visit", false);
  expect(other.of("begun")[0]?.begun).toMatchObject({ file: "book.txt", step: 0, units: 32 });

  await other.worker.forget();
  expect((await begun({}, "visit")).of("begun")[0]?.begun.kind).toBe("story");
});

test("a saved network that comes without its text writes, and is trained on when the text comes", async () => {
  const first = await begun({ steps: 4 });
  await first.worker.open([book("book.txt")], "instead", first.values);
  first.worker.play();
  await vi.waitUntil(() => first.of("finished").length === 1, { timeout: answerLimit });
  const { name, bytes } = await first.worker.file();
  expect(name).toBe("book.safetensors");

  const { worker, of } = await begun();
  await worker.open([new File([bytes as Uint8Array<ArrayBuffer>], name)], "instead", values);
  expect(of("begun").at(-1)?.begun).toMatchObject({ kind: "weights", canTrain: false, step: 4 });
  await expect(worker.program()).rejects.toMatchObject({ code: "NO_TEXT" });
  // Kept and given back, it still has all that training needs.
  expect((await worker.file()).bytes).toEqual(bytes);
  await worker.open([book("a copy.txt")], "instead", values);
  expect(of("begun").at(-1)?.begun).toMatchObject({ kind: "text", canTrain: true, step: 4, from: "file" });
});

test("a network that takes the place of another frees its tensors", async () => {
  const { worker } = await begun();
  await worker.restart(values, "same text");
  const { numTensors } = memory();
  await worker.restart(values, "same text");
  expect(memory().numTensors).toBe(numTensors);
});

const webgpu = await webgpuForTests();

test.skipIf(!webgpu.available)(
  "a network whose GPU is lost goes on from its last evaluation, on WASM",
  async () => {
    const { worker, facts, of } = await begun({ backend: "webgpu" });
    worker.play();
    worker.write(true);
    await vi.waitUntil(() => of("evaluation").some(({ evaluation }) => evaluation.step === 2), answerLimit);
    // That of step 1 has been saved: the one of step 2 may not be yet.
    asWebGpuBackend(backend()).device.destroy();
    await vi.waitUntil(() => of("moved").length === 1, answerLimit);
    const [moved] = of("moved");
    expect(moved?.line).toMatch(/^WASM/);
    expect(moved?.step).toBeGreaterThanOrEqual(1);
    const since = facts.indexOf(moved as TextFact);
    const goesOn = () =>
      facts.slice(since).some((fact) => fact.kind === "losses" && fact.step > (moved?.step ?? 0));
    await vi.waitUntil(goesOn, answerLimit);
    await worker.pause();
    expect(of("failure")).toEqual([]);
    expect(of("begun").at(-1)?.begun).toMatchObject({ from: "lost GPU", kind: "story", canTrain: true });
  },
);
