import { describe, expect, test } from "vitest";
import { chatFromZip } from "./archives/chat-from-zip.ts";
import {
  addingProblem,
  contiguousWindows,
  copyTask,
  frequencyDiscrimination,
  mixture,
  mixtureWindows,
  orderedWindows,
  palindromes,
  parity,
  pseudonymise,
  randomWindows,
  readChat,
  readText,
  splitContiguous,
  syntheticChat,
  tides,
  timeSeries,
  toTrainingText,
} from "./index.ts";

/** Each function with options, with one that it does not know, as a misspelling would be. */
const unknown: object = { wrong: 1 };
const tokens = new Int32Array(10);
const calls: readonly (readonly [name: string, call: () => unknown])[] = [
  ["randomWindows", () => randomWindows(tokens, unknown)],
  ["orderedWindows", () => orderedWindows(tokens, unknown)],
  ["contiguousWindows", () => contiguousWindows(tokens, unknown)],
  ["mixtureWindows", () => mixtureWindows([], unknown)],
  ["mixture", () => mixture([], unknown)],
  ["splitContiguous", () => splitContiguous(tokens, { train: 1 }, unknown)],
  ["readText", () => readText("", unknown)],
  ["readChat", () => readChat("", unknown)],
  ["pseudonymise", () => pseudonymise([], unknown)],
  ["toTrainingText", () => toTrainingText([], unknown)],
  ["syntheticChat", () => syntheticChat({ seed: 1, ...unknown })],
  ["palindromes", () => palindromes({ length: 3, ...unknown })],
  ["parity", () => parity({ length: 3, ...unknown })],
  ["copyTask", () => copyTask({ delay: 3, ...unknown })],
  ["addingProblem", () => addingProblem({ length: 3, ...unknown })],
  ["frequencyDiscrimination", () => frequencyDiscrimination(unknown)],
  ["tides", () => tides({ hours: 3, ...unknown })],
  ["timeSeries", () => timeSeries([[1]], { steps: 1, ...unknown } as never)],
];

describe("an option that a function does not know is an error that lists those that it knows:", () => {
  test.each(calls)("%s", (name, call) => {
    expect(call).toThrow(new RegExp(`^${name}: expected options among \\w+(, \\w+)*, got "wrong"`));
    expect(call).toThrow(TypeError);
  });

  test("chatFromZip", async () => {
    await expect(chatFromZip(new Uint8Array(), unknown)).rejects.toThrow(
      /options among largest, mostFiles, got "wrong"/,
    );
  });
});
