/* Packs every package that is published, and tries each as its users will have it: from its tarball, beside nothing but what it declares. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeConsumer } from "./check-packages/consumer.ts";
import { contentProblems } from "./check-packages/contents.ts";
import { nodesToTry } from "./check-packages/nodes.ts";
import { type Packed, packAll } from "./check-packages/pack.ts";
import { problemsOf } from "./check-packages/run.ts";
import { tryExamples } from "./check-packages/try-examples.ts";

const root = join(import.meta.dirname, "..");
const bin = (name: string) => join(root, "node_modules/.bin", name);

const scratch = await mkdtemp(join(tmpdir(), "tenet-packages-"));
try {
  const nodes = await nodesToTry();
  const packages = await packAll(root, scratch);
  process.stdout.write(`On Node ${nodes.map(({ version }) => version).join(" and ")}:\n`);
  for (const packed of packages) {
    const problems = (await Promise.all([contentProblems(packed), lint(packed), use(packed)])).flat();
    const { name, version } = packed.manifest;
    process.stdout.write(`${problems.length === 0 ? "✓" : "✗"} ${name} ${version}\n`);
    for (const problem of problems) process.stdout.write(`${problem.replace(/^/gm, "    ")}\n`);
    if (problems.length > 0) process.exitCode = 1;
  }

  async function lint({ tarball, manifest }: Packed): Promise<string[]> {
    const typed = JSON.stringify(manifest.exports).includes('"types"');
    return [
      ...(await problemsOf("publint", bin("publint"), [tarball, "--strict"])),
      ...(typed
        ? await problemsOf("attw", bin("attw"), [tarball, "--profile", "esm-only", "--format", "ascii"])
        : []),
    ];
  }

  async function use(packed: Packed): Promise<string[]> {
    const consumer = await makeConsumer({ root, folder: join(scratch, "consumers"), packed, packages });
    if ("problem" in consumer) return [consumer.problem];
    return tryExamples({ ...consumer, packed, nodes, tsc: bin("tsc") });
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
