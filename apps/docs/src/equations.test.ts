import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lstmRecipe } from "@tenetjs/cells";
import { equations } from "@tenetjs/recipes";
import { expect, test } from "vitest";
import { minimal } from "./front/ten-lines.ts";
import { root } from "./site/routes.ts";

test("the page on the LSTM shows the equations of its recipe, in their order", () => {
  const page = readFileSync(join(root, "docs/theory/lstm.md"), "utf8");
  expect(page).toContain(equations(lstmRecipe).join(" \\\\\n"));
});

test("the cell of the front page is that of the guide", () => {
  const [lines = ""] =
    /^const minimal = recipe\(\{[\s\S]*?^\}\);/m.exec(
      readFileSync(join(root, "docs/guide/own-cell.md"), "utf8"),
    ) ?? [];
  const front = readFileSync(join(import.meta.dirname, "front/ten-lines.ts"), "utf8");
  expect(front).toContain(`export ${lines}`);
  expect(equations(minimal)).toHaveLength(3);
});
