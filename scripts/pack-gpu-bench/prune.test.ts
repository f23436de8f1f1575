import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { prune } from "./prune.ts";

test("other platforms, types, source maps and bundles for script tags go, and what Node loads stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tenet-prune-"));
  const kept = [
    "@tenetjs/bench/dist/node.js",
    "@tenetjs/bench/src/subjects/pytorch.py",
    "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
    "@tensorflow/tfjs-core/dist/tf-core.node.js",
    "@tensorflow/tfjs-core/package.json",
    "webgpu/dist/linux-x64/dawn.node",
    "webgpu/index.js",
  ];
  const removed = [
    "@tenetjs/bench/dist/node.d.ts",
    "@tenetjs/bench/dist/node.js.map",
    "@tensorflow/tfjs-core/dist/add_test.js",
    "@tensorflow/tfjs-core/dist/tf-core.fesm.js",
    "@tensorflow/tfjs-core/dist/tf-core.min.js",
    "@tensorflow/tfjs-core/src/add.ts",
    "webgpu/dist/win32-x64/dawn.node",
  ];
  try {
    for (const path of [...kept, ...removed]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), "");
    }
    await prune(folder);
    const left = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = left
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files.map((file) => file.slice(folder.length + 1)).sort()).toEqual(kept);
  } finally {
    await rm(folder, { recursive: true });
  }
});
