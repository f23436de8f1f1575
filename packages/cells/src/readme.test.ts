import { readFileSync } from "node:fs";
import { join } from "node:path";
import { equations } from "@tenetjs/recipes";
import { expect, test } from "vitest";
import { gruRecipe, lstmRecipe, peepholeLstmRecipe, phasedRecipe, rnnRecipe } from "./index.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const blocks = [...readme.matchAll(/```math\n(.*?)\n```/gs)].map(([, block]) => block!);

test.each([rnnRecipe, lstmRecipe, gruRecipe, peepholeLstmRecipe])(
  "the README has the equations of $name",
  (recipe) => {
    const lines = equations(recipe);
    const text =
      lines.length === 1 ? lines[0] : `\\begin{gathered}\n${lines.join(" \\\\\n")}\n\\end{gathered}`;
    expect(blocks).toContain(text);
  },
);

test("the README has the equations of phased-lstm, but for those of the lstm", () => {
  const lines = equations(phasedRecipe(lstmRecipe)).filter((line) => !equations(lstmRecipe).includes(line));
  expect(blocks).toContain(`\\begin{gathered}\n${lines.join(" \\\\\n")}\n\\end{gathered}`);
});
