import { expect, test } from "vitest";
import { sizes } from "./sizes.ts";

test("no file is larger than its limit, and each limit is near", () => {
  expect(sizes()).not.toEqual([]);
  const wrong = sizes().filter(
    ({ size: { brotli }, limit }) => limit === undefined || brotli > limit || brotli < 0.7 * limit,
  );
  expect(wrong).toEqual([]);
});
