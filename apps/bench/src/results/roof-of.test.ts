import { expect, test } from "vitest";
import { isSameCard, roofOf } from "./roof-of.ts";

const card = (name: string, software = false) => ({ name, software });

test.each([
  ["NVIDIA GeForce RTX 4070", "nvidia-geforce-rtx-4070"],
  ["AMD Radeon RX 7900 XTX", "amd-radeon-rx-7900-xtx-radv-navi31"],
  ["Apple M2 Pro", "apple-m2-pro"],
  ["Intel(R) Arc(TM) A770 Graphics", "intel-r-arc-tm-a770-graphics-dg2-"],
])("%s is the card %s, whoever is asked", (one, other) => {
  expect(isSameCard(card(one), card(other))).toBe(true);
  expect(isSameCard(card(other), card(one))).toBe(true);
});

test.each([
  ["NVIDIA GeForce RTX 4070", "intel-r-uhd-graphics-770"],
  ["Apple M2", "apple-m20"],
])("%s is not %s", (one, other) => {
  expect(isSameCard(card(one), card(other))).toBe(false);
});

test("a program on the processor is no card, whatever it is called", () => {
  expect(isSameCard(card("a card"), card("a card", true))).toBe(false);
});

test("a roof is that of the threads, or of the card and of no other", () => {
  const gpu = { ...card("acme-rocket-9000"), peak: 9000, bandwidth: 500 };
  const machine = { peak: { 1: 60, 2: 110 }, bandwidth: { 1: 8 }, gpu };
  expect(roofOf({ threads: 1 }, machine)).toEqual({ peak: 60, bandwidth: 8 });
  expect(roofOf({ threads: 2 }, machine)).toBeUndefined();
  expect(roofOf({ threads: 1, card: card("ACME Rocket 9000") }, machine)).toBe(gpu);
  expect(roofOf({ threads: 1, card: card("ACME Rocket 9001") }, machine)).toBeUndefined();
  expect(roofOf({ threads: 1, card: card("ACME Rocket 9000") }, { peak: {}, bandwidth: {} })).toBeUndefined();
});
