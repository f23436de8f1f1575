import { expect, test } from "vitest";
import { threefry } from "./threefry.ts";

test.each([
  // The known answers of Random123, the authors' library.
  { key: [0, 0], counter: [0, 0], words: [0x6b200159, 0x99ba4efe] },
  { key: [-1, -1], counter: [-1, -1], words: [0x1cb996fc, 0xbb002be7] },
  { key: [0x13198a2e, 0x03707344], counter: [0x243f6a88, 0x85a308d3], words: [0xc4923a9c, 0x483df7a0] },
] as const)("the key $key and the counter $counter give the published numbers", ({ key, counter, words }) => {
  expect(threefry(key, counter).map((word) => word >>> 0)).toEqual([...words]);
});

test("the bits of consecutive counters are balanced, and do not depend on those of the neighbour", () => {
  const count = 5_000;
  const words = Array.from({ length: count }, (_, index) => threefry([1, 2], [index, 0])).flat();
  for (let bit = 0; bit < 32; bit += 1) {
    const bits = words.map((word) => (word >>> bit) & 1);
    const ones = bits.filter((one) => one === 1).length;
    const same = bits.filter((one, index) => one === bits[(index + 1) % bits.length]).length;
    // Five standard errors of a fraction of 10 000 fair coins.
    expect(Math.abs(ones / bits.length - 0.5)).toBeLessThan(0.025);
    expect(Math.abs(same / bits.length - 0.5)).toBeLessThan(0.025);
  }
});
