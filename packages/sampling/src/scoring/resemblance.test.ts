import { expect, test } from "vitest";
import { ngramModel } from "./ngram-model.ts";
import { resemblance } from "./resemblance.ts";

const alphabet = [..." abcdefghijklmnopqrstuvwxyz"];
const encode = (text: string) => Int32Array.from(text, (character) => alphabet.indexOf(character));
const model = (text: string) => ngramModel(encode(text.repeat(20)), { vocabSize: alphabet.length, order: 4 });
const sources = {
  sea: model("the waves roll over the grey sea and the gulls cry over the waves "),
  city: model("trams ring bells as crowds push by shops with bright lit windows "),
};

test("a text that switches between sources is attributed token by token", async () => {
  const sea = "the gulls cry over the grey sea ";
  const city = "crowds push by bright lit shops ";
  const track = await resemblance(encode(sea + city + sea), sources, { runLength: 30 });
  const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;
  expect(mean(track.sea.subarray(0, sea.length - 2))).toBeGreaterThan(0.95);
  expect(mean(track.city.subarray(sea.length + 2, sea.length + city.length - 2))).toBeGreaterThan(0.95);
  expect(mean(track.sea.subarray(sea.length + city.length + 2))).toBeGreaterThan(0.95);
});

test("the probabilities of the sources sum to 1 at every token", async () => {
  const track = await resemblance(encode("grey crowds roll by the sea"), sources);
  track.sea.forEach((p, time) => {
    expect(p + track.city[time]!).toBeCloseTo(1, 6);
  });
});

test("equal sources have equal probabilities at every token", async () => {
  const track = await resemblance(encode("the sea"), {
    one: sources.sea,
    two: sources.sea,
    three: sources.sea,
  });
  for (const p of [...track.one, ...track.two, ...track.three]) expect(p).toBeCloseTo(1 / 3, 6);
});

test("invalid arguments are refused", async () => {
  const text = encode("sea");
  await expect(resemblance(text, { sea: sources.sea })).rejects.toThrow(/at least two sources, got 1/);
  await expect(resemblance(text, sources, { runLength: 1 })).rejects.toThrow(
    /a finite runLength above 1, got 1/,
  );
  await expect(resemblance(encode("s"), sources)).rejects.toThrow(/at least 2 tokens/);
});
