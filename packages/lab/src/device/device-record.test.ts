import { start } from "@tenetjs/backends";
import { expect, test } from "vitest";
import "@tenetjs/kernels/register";
import { defaultsOf } from "../element/control.ts";
import { checkCell } from "./check-cell.ts";
import { checkedCells } from "./checked-cells.ts";
import { deviceDefinition } from "./device-definition.ts";
import type { DevicePlace } from "./device-facts.ts";
import { deviceMarkdown } from "./device-markdown.ts";
import { deviceRecord, tolerance } from "./device-record.ts";
import { checkSentence, measureSentence } from "./device-sentences.ts";

const places: readonly DevicePlace[] = [
  { id: "cpu", backend: "cpu", threads: 1, title: "Plain JavaScript", device: "CPU" },
  { id: "wasm-1", backend: "wasm", threads: 1, title: "WASM, 1 thread", device: "CPU" },
  {
    id: "webgpu",
    backend: "webgpu",
    threads: 1,
    title: "WebGPU",
    device: "",
    missing: "navigator.gpu is missing",
  },
];
const values = { ...defaultsOf(deviceDefinition.controls), sizes: "64" } as const;
const about = { userAgent: "A browser | of mine", threads: 8, isolated: false };

test("nothing is said of what is not known", () => {
  const record = deviceRecord(places, values);
  expect([checkSentence(record), measureSentence(record)]).toEqual([
    "Nothing has been checked yet.",
    "Nothing has been measured yet.",
  ]);
});

test("sentences and Markdown say what was found, and why the rest was not", () => {
  const record = deviceRecord(places, values);
  record.checks.set("wasm-1", [
    { cell: "rnn", difference: 1e-7 },
    { cell: "lstm", difference: 3.14e-7 },
  ]);
  record.measured.set("cpu 64", { steps: 3, charactersPerSecond: 1234.5, done: 1 });
  record.measured.set("wasm-1 64", { steps: 90, charactersPerSecond: 45_678, done: 1 });
  expect(checkSentence(record)).toBe(
    "The fast kernels of 5 cells agree with plain operations on WASM, 1 thread: values and gradients differ by at most 3.1e-7 of the largest.",
  );
  expect(measureSentence(record)).toBe(
    "64 units train fastest on WASM, 1 thread: 45,700 characters a second, 37 times as many as on Plain JavaScript.",
  );
  expect(
    deviceMarkdown(record, about),
  ).toBe(`Characters a second in training: an LSTM that predicts the next character, 32 windows of 32 characters, Adam, 8 s each.

| backend | device | fused − composed | 64 units |
| --- | --- | --- | --: |
| Plain JavaScript | CPU | no fused kernels | 1,230 |
| WASM, 1 thread | CPU | 3.1e-7 | 45,700 |
| WebGPU | – | navigator.gpu is missing | – |

8 hardware threads, not cross-origin isolated. A browser | of mine`);
});

test("a difference beyond rounding is said to be one", () => {
  const record = deviceRecord(places, values);
  record.checks.set("wasm-1", [{ cell: "gru", difference: 2 * tolerance }]);
  expect(checkSentence(record)).toContain("do not agree with plain operations");
});

test("the kernels of the cells pass the check on WASM", async () => {
  await start("wasm", { threads: 1 });
  for (const cell of checkedCells) expect(await checkCell(cell), cell).toBeLessThan(tolerance / 10);
});
