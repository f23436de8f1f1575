import { seed } from "@tenetjs/core";
import { largestDifference, randomTensor } from "@tenetjs/testing";
import { Sum, sum, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(Sum);
});

test.each([
  [[7, 5, 19], 0],
  [
    [7, 5, 19],
    [0, 1],
  ],
  [
    [7, 5, 8],
    [1, 0],
  ],
  [
    [7, 5, 8],
    [1, 2],
  ],
  [[7, 5, 8], 1],
  [[64, 1], 0],
  [[9], 0],
  [[0, 3], 0],
] as const)(
  "sums of a tensor of shape %j over the axes %j are tfjs's, with and without kept axes",
  (shape, axes) => {
    tidy(() => {
      const x = randomTensor(seed("sums"), [...shape]);
      for (const keepDims of [false, true]) {
        const sums = () => sum(x, typeof axes === "number" ? axes : [...axes], keepDims);
        const [found, expected] = [sums(), withOriginal(Sum, sums)];
        expect(found.shape).toEqual(expected.shape);
        expect(largestDifference(found.dataSync(), expected.dataSync())).toBeLessThan(1e-5);
      }
    });
  },
);

test("integers are summed as before", () => {
  tidy(() => {
    const x = tensor2d([1, 2, 3, 4], [2, 2], "int32");
    expect([...sum(x, 0).dataSync()]).toEqual([4, 6]);
  });
});
