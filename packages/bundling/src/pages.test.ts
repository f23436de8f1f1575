import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

test("docs/pages.md shows the worker that is tested", () => {
  const [, code] = read("page/trainer.js").split("*/\n");
  expect(read("../../../docs/pages.md")).toContain(`\`\`\`js\n${code}\`\`\``);
});
