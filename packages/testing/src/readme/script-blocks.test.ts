import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { documents, root } from "./documents.ts";
import { codeBlocks } from "./readme-examples.ts";

const run = promisify(execFile);

test("each block marked js, of any document, is right by its types", async () => {
  // Among the packages that the site may import: all of them.
  const folder = await mkdtemp(join(root, "apps/docs/node_modules/.blocks-"));
  try {
    const others = globSync(["*.md", "decisions/*.md"], { cwd: root }).map((path) => join(root, path));
    const paths = new Set([...documents.map(({ path }) => path), ...others]);
    const blocks = [...paths].flatMap((path) =>
      codeBlocks(readFileSync(path, "utf8"), "js").map(({ line, code }) => ({
        name: `${relative(root, path).replaceAll("/", ".")}-${line}.mjs`,
        code,
      })),
    );
    expect(blocks.length).toBeGreaterThan(3);
    for (const { name, code } of blocks) await writeFile(join(folder, name), `${code}\nexport {};\n`);
    const options = {
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: { customConditions: [], noImplicitAny: false, noUnusedLocals: false },
      include: ["*.mjs"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(options));
    const found = await run(join(root, "node_modules/.bin/tsc"), ["-p", folder]).catch((error) => error);
    expect(found.stdout).toBe("");
    expect(found.code).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});
