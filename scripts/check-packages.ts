/*
 * Packs every published package, and tries each as its users will have it: from its tarball, with only its declared dependencies installed. Then
 * npm installs those that train, for their size, their types, and the versions of tfjs.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkInstalled } from "./check-packages/check-installed.ts";
import { makeConsumer } from "./check-packages/consumer.ts";
import { contentProblems } from "./check-packages/contents.ts";
import { type NodeProgram, nodesToTry } from "./check-packages/nodes.ts";
import { type Packed, packAll } from "./check-packages/pack.ts";
import { problemsOf } from "./check-packages/run.ts";
import { tryExamples } from "./check-packages/try-examples.ts";

const root = join(import.meta.dirname, "..");
const scratch = await mkdtemp(join(tmpdir(), "tenet-packages-"));
try {
  // The machine's own, since the tests run the same examples on the workspace's.
  const [node] = await nodesToTry();
  process.stdout.write(`On Node ${node.version}:\n`);
  const packages = await packAll(root, scratch);
  for (const packed of packages) {
    const problems = await Promise.all([contentProblems(packed), lint(packed), use(packed, packages, node)]);
    report(`${packed.manifest.name} ${packed.manifest.version}`, problems.flat());
  }
  const say = (line: string) => process.stdout.write(`  ${line}\n`);
  report("installed by npm", await checkInstalled({ folder: join(scratch, "installed"), packages, say }));
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** The problems that publint and attw find in a package's exports and types. */
async function lint({ tarball, manifest }: Packed): Promise<string[]> {
  const typed = JSON.stringify(manifest.exports).includes('"types"');
  const attw = ["--profile", "esm-only", "--format", "ascii"];
  return [
    ...(await problemsOf("publint", bin("publint"), [tarball, "--strict"])),
    ...(typed ? await problemsOf("attw", bin("attw"), [tarball, ...attw]) : []),
  ];
}

/** The problems of a user who follows the package's README. */
async function use(packed: Packed, packages: Packed[], node: NodeProgram): Promise<string[]> {
  if (!packed.files.includes("README.md")) return [];
  const consumer = await makeConsumer({ root, folder: join(scratch, "consumers"), packed, packages });
  if ("problem" in consumer) return [consumer.problem];
  return tryExamples({ ...consumer, packed, node, tsc: bin("tsc") });
}

function report(what: string, problems: readonly string[]): void {
  process.stdout.write(`${problems.length === 0 ? "✓" : "✗"} ${what}\n`);
  for (const problem of problems) process.stdout.write(`${problem.replace(/^/gm, "    ")}\n`);
  if (problems.length > 0) process.exitCode = 1;
}

function bin(name: string): string {
  return join(root, "node_modules/.bin", name);
}
