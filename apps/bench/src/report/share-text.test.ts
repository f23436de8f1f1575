import { expect, test } from "vitest";
import type { MeasuredSubject } from "./measured-subjects.ts";
import { doubtNotes, shareText } from "./share-text.ts";

const subject = (id: string, peak: number, form?: string) =>
  ({ id, share: { peak, bandwidth: 0 }, ...(form === undefined ? {} : { form }) }) as MeasuredSubject;

test("a share of WebAssembly's limit above 105 % is marked, with a note that says why", () => {
  const [possible, impossible] = [subject("tenet-wasm-1", 1.04, "strict"), subject("other", 1.63, "relaxed")];
  expect(shareText(possible)).toBe("104 %");
  expect(shareText(impossible)).toBe("163 % (?)");
  expect(doubtNotes([possible])).toEqual([]);
  expect(doubtNotes([possible, impossible])).toEqual([
    expect.stringMatching(/^Shares marked \(\?\) are not to be/),
  ]);
});

test("older results, which have no form, are marked too, and native programs are not", () => {
  expect(shareText(subject("tenet-wasm-4", 1.1))).toBe("110 % (?)");
  expect(shareText(subject("pytorch-4", 1.95))).toBe("195 %");
  expect(shareText(undefined)).toBe("");
});
