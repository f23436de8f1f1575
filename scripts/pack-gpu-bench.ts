/*
 * `pnpm bench:gpu:pack` packs everything that `tenet bench --gpu` needs into packed/tenet-bench-gpu.tar.xz, for a Linux x64 machine with a GPU
 * and without a network: the packages as npm installs them, tfjs, Dawn, and Node.
 */
import { chmod, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedProject } from "./check-packages/installed-project.ts";
import { packAll } from "./check-packages/pack.ts";
import { succeed } from "./check-packages/run.ts";
import { launcher } from "./pack-gpu-bench/launcher.ts";
import { prune } from "./pack-gpu-bench/prune.ts";
import { readManifest } from "./published-packages.ts";

/** The largest archive, in bytes. */
const most = 60_000_000;

if (process.platform !== "linux" || process.arch !== "x64") {
  throw new Error(
    `bench:gpu:pack: expected Linux on x64, whose Node it packs, got ${process.platform} on ${process.arch}.`,
  );
}
const root = join(import.meta.dirname, "..");
const scratch = await mkdtemp(join(tmpdir(), "tenet-bench-gpu-"));
try {
  const packages = await packAll(root, scratch);
  const folder = join(scratch, "tenet-bench-gpu");
  await installedProject({ folder, packages, names: ["tenet"], others: await libraries() });
  await prune(join(folder, "node_modules"));
  await copyFile(process.execPath, join(folder, "node"));
  await writeFile(join(folder, "run"), launcher(root));
  for (const program of ["node", "run"]) await chmod(join(folder, program), 0o755);

  await mkdir(join(root, "packed"), { recursive: true });
  const archive = join(root, "packed/tenet-bench-gpu.tar.xz");
  await succeed("tar", ["--create", "--xz", "--file", archive, "--directory", scratch, "tenet-bench-gpu"]);
  const { size } = await stat(archive);
  process.stdout.write(`${archive}: ${(size / 1e6).toFixed(1)} MB. On the other machine:\n`);
  process.stdout.write("  tar -xJf tenet-bench-gpu.tar.xz && tenet-bench-gpu/run\n");
  if (size > most) throw new Error(`bench:gpu:pack: expected at most ${most / 1e6} MB, got ${size / 1e6}.`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** The versions of the libraries that the GPU's subjects use, as the workspace has them. */
async function libraries(): Promise<Record<string, string>> {
  const versions = (folder: string) => readManifest(join(root, folder)).devDependencies ?? {};
  const { webgpu } = versions("packages/backends");
  const { "@tensorflow/tfjs": tfjs } = versions("apps/bench");
  if (webgpu === undefined || tfjs === undefined)
    throw new Error("bench:gpu:pack: webgpu or tfjs is gone from package.json.");
  const parts = ["core", "backend-cpu", "backend-wasm", "backend-webgpu"];
  return {
    webgpu,
    "@tensorflow/tfjs": tfjs,
    ...Object.fromEntries(parts.map((part) => [`@tensorflow/tfjs-${part}`, tfjs])),
  };
}
