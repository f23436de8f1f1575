import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seed } from "@tenetjs/core";
import { describe, expect, test } from "vitest";
import { root } from "../site/routes.ts";
import { allChecks } from "./all-checks.ts";
import { largestDifference } from "./check.ts";

/** The package's probabilities are float32. All else is float64, where a central difference is good to about ten digits. */
const tolerances: Readonly<Record<string, number>> = { temperature: 1e-6 };

describe("the formulas of the theory agree with numbers found in another way", () => {
  test.for(Object.entries(allChecks))("%s", async ([name, load]) => {
    const check = await load();
    for (let draw = 0; draw < 20; draw += 1) {
      expect(largestDifference(check(seed(draw))), `seed ${draw}`).toBeLessThan(tolerances[name] ?? 1e-8);
    }
  });
});

test("each check is on a page, and each page names checks that exist", () => {
  const pages = globSync("docs/**/*.md", { cwd: root }).map((file) => readFileSync(join(root, file), "utf8"));
  const named = pages.flatMap((page) =>
    [...page.matchAll(/<tenet-check name="([^"]+)"/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual(Object.keys(allChecks).toSorted());
});
