import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPicture } from "./picture.ts";
import { violations } from "./rules.ts";
import { type Manifest, readWorkspace, workspaceOf } from "./workspace.ts";

const root = join(import.meta.dirname, "../../../..");

test("the code follows the rules of ARCHITECTURE.md", () => {
  const picture = readPicture(readFileSync(join(root, "ARCHITECTURE.md"), "utf8"));
  expect(violations(readWorkspace(root), picture)).toEqual([]);
});

const picture = readPicture(`
\`\`\`text picture
apps       cli
L2         training → figures   figures
L1         cells
L0         backends   datasets → core   core
beside     testing

no tfjs    core   datasets/*
node only  datasets/books
\`\`\`
`);

const valid: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ devDependencies: { vitest: "*" } }),
  "packages/core/package.json": manifest("@tenetjs/core", {
    entries: { "./tensors": "tensors.ts" },
    dependencies: ["@tensorflow/tfjs-core", "pure-rand"],
  }),
  "packages/core/src/index.ts": `import { random } from "pure-rand";`,
  "packages/core/src/tensors.ts": `export { tensor } from "@tensorflow/tfjs-core";`,
  "packages/backends/package.json": manifest("@tenetjs/backends", {
    dependencies: ["@tensorflow/tfjs-core"],
    imports: { "#host": { node: "./src/node.ts", default: "./src/browser.ts" } },
  }),
  "packages/backends/src/index.ts": `import "#host";`,
  "packages/backends/src/node.ts": `import { cpus } from "node:os";`,
  "packages/backends/src/browser.ts": "",
  "packages/backends/src/private-fields.ts": `type Wasm = { _malloc(): number }; const wasm = backend() as Wasm;`,
  "packages/datasets/package.json": manifest("@tenetjs/datasets", {
    entries: { "./books": "books.ts" },
    dependencies: ["@tenetjs/core"],
  }),
  "packages/datasets/src/index.ts": `import type { Rng } from "@tenetjs/core";`,
  "packages/datasets/src/books.ts": `import { readFile } from "node:fs/promises";`,
  "packages/cells/package.json": manifest("@tenetjs/cells", {
    dependencies: ["@tenetjs/core"],
    devDependencies: ["@tenetjs/testing"],
  }),
  "packages/cells/src/index.ts": `import { tensor } from "@tenetjs/core/tensors"; import "./lstm.ts";`,
  "packages/cells/src/lstm.ts": `import type { Stats } from "node:fs";`,
  "packages/cells/src/lstm.test.ts": `import "vitest"; import "@tenetjs/testing"; import "node:fs"; console.log(1);`,
  "packages/cells/src/testing/scene.ts": `import "@tenetjs/testing"; import "../lstm.ts";`,
  "packages/figures/package.json": manifest("@tenetjs/figures", {}),
  "packages/figures/src/index.ts": "",
  "packages/training/package.json": manifest("@tenetjs/training", {
    dependencies: ["@tenetjs/cells", "@tenetjs/figures"],
  }),
  "packages/training/src/index.ts": `import "@tenetjs/figures"; export { lstm } from "@tenetjs/cells";`,
  "packages/testing/package.json": manifest("@tenetjs/testing", { dependencies: ["@tenetjs/training"] }),
  "packages/testing/src/index.ts": `import "node:fs"; import "@tenetjs/training"; import "vitest";`,
  "apps/cli/package.json": manifest("tenet", { dependencies: ["@tenetjs/training"] }),
  "apps/cli/src/index.ts": `import "@tenetjs/training"; console.log(Math.random());`,
};

/** The violations in the valid workspace with some files added or replaced. */
function check(changes: Record<string, string> = {}): string[] {
  return violations(workspaceOf(new Map(Object.entries({ ...valid, ...changes }))), picture);
}

test("a workspace that follows the rules passes", () => {
  expect(check()).toEqual([]);
});

describe("the check finds", () => {
  const cases: Record<string, [file: string, text: string, expected: string]> = {
    "an import that points up": ["core/src/a.ts", `import "@tenetjs/cells";`, "cells, which is above core"],
    "a type import that points up": [
      "core/src/a.ts",
      `import type { Cell } from "@tenetjs/cells";`,
      "above core",
    ],
    "a type's import that points up": [
      "core/src/a.ts",
      `type A = import("@tenetjs/cells").Cell;`,
      "above core",
    ],
    "a dynamic import that points up": ["core/src/a.ts", `await import("@tenetjs/cells");`, "above core"],
    "a re-export that points up": ["core/src/a.ts", `export { lstm } from "@tenetjs/cells";`, "above core"],
    "an import of the same layer without an arrow": [
      "figures/src/a.ts",
      `import "@tenetjs/training";`,
      "training, of the same layer, without an arrow in the picture",
    ],
    "an import of testing outside tests": [
      "cells/src/a.ts",
      `import "@tenetjs/testing";`,
      "imports testing, which is for tests only",
    ],
    "a dependency that points up": [
      "core/package.json",
      manifest("@tenetjs/core", { dependencies: ["@tenetjs/cells"] }),
      "core/package.json depends on cells, which is above core",
    ],
    "an undeclared package": [
      "cells/src/a.ts",
      `import "@tenetjs/datasets";`,
      "@tenetjs/datasets, which packages/cells/package.json does not declare",
    ],
    "a development dependency that users would need": [
      "cells/src/a.ts",
      `\nimport "vitest";`,
      "cells/src/a.ts:2 imports vitest, which packages/cells/package.json does not declare",
    ],
    "an entry that does not exist": [
      "cells/src/a.ts",
      `import "@tenetjs/core/secret";`,
      "imports @tenetjs/core/secret, an entry that does not exist",
    ],
    "a relative import that leaves the package": [
      "cells/src/a.ts",
      `import "../../core/src/index.ts";`,
      "../../core/src/index.ts, which is outside packages/cells/src",
    ],
    "a shipped file that imports a test helper": [
      "cells/src/a.ts",
      `import "./testing/scene.ts";`,
      "cells/src/a.ts:1 imports ./testing/scene.ts, which is for tests only",
    ],
    "tfjs in core's root": [
      "core/src/index.ts",
      `import "@tensorflow/tfjs-core";`,
      "must not depend on tfjs: packages/core/src/index.ts → @tensorflow/tfjs-core",
    ],
    "tfjs's types in core's root": [
      "core/src/index.ts",
      `import type { Tensor } from "@tensorflow/tfjs-core";`,
      "core must not depend on tfjs",
    ],
    "tfjs behind another package's entry": [
      "datasets/src/a.ts",
      `import "@tenetjs/core/tensors";`,
      "datasets must not depend on tfjs: packages/datasets/src/a.ts → packages/core/src/tensors.ts → @tensorflow",
    ],
    "a cast of a tfjs backend": [
      "cells/src/a.ts",
      `(tf.backend() as unknown as Wasm).id;`,
      "has a cast of a tfjs",
    ],
    "a type with tfjs's private fields": [
      "cells/src/a.ts",
      `type Wasm = { readonly dataIdMap: Map<object, number> };`,
      "cells/src/a.ts:1 has a type with tfjs's private fields",
    ],
    "console in a library": ["cells/src/a.ts", `console.warn("slow");`, "cells/src/a.ts:1 has console"],
    "Math.random in a library": ["cells/src/a.ts", `const x = Math.random();`, "has Math.random"],
    "export *": ["cells/src/a.ts", `export * from "./index.ts";`, "has export *"],
    "a default export": ["cells/src/a.ts", `export default 1;`, "has a default export"],
    "a default export by name": [
      "cells/src/a.ts",
      `const a = 1; export { a as default };`,
      "has a default export",
    ],
    "a Node module behind a package's root": [
      "cells/src/lstm.ts",
      `import { cpus } from "node:os";`,
      "cells must load in browsers: packages/cells/src/index.ts → packages/cells/src/lstm.ts → node:os",
    ],
    "a Node module behind another package": [
      "core/src/index.ts",
      `import { cpus } from "os";`,
      "datasets must load in browsers",
    ],
    "an import cycle": [
      "cells/src/lstm.ts",
      `import "@tenetjs/cells";`,
      "an import cycle: packages/cells/src/index.ts → packages/cells/src/lstm.ts → packages/cells/src/index.ts",
    ],
    "a cycle of type imports": [
      "cells/src/lstm.ts",
      `import type { Cell } from "./index.ts";`,
      "an import cycle: packages/cells/src/index.ts → packages/cells/src/lstm.ts → packages/cells/src/index.ts",
    ],
    "a cycle in Node": [
      "backends/src/node.ts",
      `import type { Host } from "#host";`,
      "an import cycle: packages/backends/src/node.ts → packages/backends/src/node.ts",
    ],
    "a cycle of tests": [
      "cells/src/testing/scene.ts",
      `import "./scene.ts";`,
      "an import cycle: packages/cells/src/testing/scene.ts → packages/cells/src/testing/scene.ts",
    ],
    "a package that is not in the picture": [
      "extra/package.json",
      manifest("@tenetjs/extra", {}),
      "extra is not in the picture",
    ],
  };

  // Only some rules follow type imports, so that datasets needs a value import.
  const withValues = { "packages/datasets/src/index.ts": `import { seed } from "@tenetjs/core";` };

  test.each(Object.entries(cases))("%s", (_, [file, text, expected]) => {
    expect(check({ ...withValues, [`packages/${file}`]: text })).toContainEqual(
      expect.stringContaining(expected),
    );
  });
});

test("an invalid picture is reported", () => {
  expect(() => readPicture("# Architecture")).toThrow(/expected a block marked/);
  expect(() => readPicture("```text picture\nL0 core\n```\n")).toThrow(/two spaces apart, got "L0 core"/);
  expect(() => readPicture("```text picture\nlayer  core\n```\n")).toThrow(/a known label/);
});

function manifest(
  name: string,
  {
    entries = {},
    imports,
    dependencies = [],
    devDependencies = [],
  }: {
    entries?: Record<string, string>;
    imports?: Manifest["imports"];
    dependencies?: readonly string[];
    devDependencies?: readonly string[];
  },
): string {
  const entry = (file: string) => ({ "@tenetjs/source": `./src/${file}`, default: "./dist/built.js" });
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((other) => [other, "*"]));
  return JSON.stringify({
    name,
    exports: Object.fromEntries(
      Object.entries({ ".": "index.ts", ...entries }).map(([subpath, file]) => [subpath, entry(file)]),
    ),
    imports,
    dependencies: versions(dependencies),
    devDependencies: versions(devDependencies),
  });
}
