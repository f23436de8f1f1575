/*
 * `pnpm release:rehearse` runs a whole release of the last commit, with a registry on this machine in place of npm's: it applies the changesets,
 * publishes every package, then installs the command line from that registry in an empty project and trains with it.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { nodesToTry } from "./check-packages/nodes.ts";
import { succeed } from "./check-packages/run.ts";
import { publishedPackages } from "./published-packages.ts";
import { startRegistry } from "./rehearse-release/registry.ts";

const root = join(import.meta.dirname, "..");
const scratch = await mkdtemp(join(tmpdir(), "tenet-release-"));
const upstream = (await succeed("npm", ["config", "get", "registry"], root)).trim();
const registry = await startRegistry(join(scratch, "registry"), ["@tenetjs/*", "tenet"], upstream);
try {
  const clone = join(scratch, "clone");
  await succeed("git", ["clone", "--quiet", "--depth", "1", `file://${root}`, clone], scratch);
  const before = publishedPackages(clone);
  // Builds of the same commit are the same, so those of the workspace serve.
  for (const { folder } of before) {
    const dist = join(folder.slice(clone.length + 1), "dist");
    await cp(join(root, dist), join(clone, dist), { recursive: true });
  }
  await succeed("pnpm", ["install", "--offline", "--frozen-lockfile"], clone);

  await step("versions and changelogs", async () => {
    await succeed("pnpm", ["release:version"], clone);
    const packages = publishedPackages(clone);
    const [version, ...others] = new Set(packages.map(({ manifest }) => manifest.version));
    if (version === undefined || others.length > 0)
      throw new Error(`expected one version, got ${[version, ...others]}`);
    if (version === before[0]?.manifest.version)
      throw new Error(`expected a new version, got ${version} again`);
    for (const { folder } of packages) {
      const changelog = await readFile(join(folder, "CHANGELOG.md"), "utf8");
      if (!changelog.includes(`## ${version}`)) throw new Error(`${folder}/CHANGELOG.md lacks ${version}`);
    }
    return version;
  });

  await step("publication", async () => {
    const published = publishedPackages(clone);
    for (const { folder } of published) await withoutProvenance(join(folder, "package.json"));
    await writeFile(join(clone, ".npmrc"), npmrc());
    await succeed("pnpm", ["exec", "changeset", "publish", "--no-git-tag"], clone, forRegistry());
    return `${published.length} packages`;
  });

  const project = join(scratch, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), "{}");
  // Other packages come from npm's registry: passed on by this one, some are "not found" on a busy machine.
  await writeFile(join(project, ".npmrc"), `@tenetjs:registry=${registry.address}\n`);
  const ownCache = { ...process.env, npm_config_cache: join(scratch, "npm-cache") };
  await step("installation", async () => {
    const [{ manifest }] = publishedPackages(clone) as [ReturnType<typeof publishedPackages>[number]];
    const address = `${registry.address}tenet/-/tenet-${manifest.version}.tgz`;
    await succeed("npm", ["install", "--no-audit", "--no-fund", address], project, ownCache);
    return "npm install tenet";
  });
  for (const { path, version } of await nodesToTry()) {
    await step(`training on Node ${version}`, async () => {
      const environment = { ...ownCache, PATH: `${dirname(path)}${delimiter}${process.env.PATH}` };
      const command = [
        "tenet",
        "train",
        "palindrome",
        "--length",
        "5",
        "--steps",
        "200",
        "--backend",
        "wasm",
        "--json",
      ];
      const events = await succeed("npx", command, project, environment);
      const last = JSON.parse(events.trim().split("\n").at(-1) as string);
      if (last.event !== "done" || !Number.isFinite(last.train.loss))
        throw new Error(`expected a finished run, got ${JSON.stringify(last)}`);
      return `loss ${last.train.loss.toFixed(3)} after ${last.step} steps`;
    });
  }
} finally {
  registry.close();
  await rm(scratch, { recursive: true, force: true });
}
process.exit();

/** Runs a part of the release, and prints what it returns. */
async function step(name: string, run: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`✓ ${name}: ${await run()}\n`);
  } catch (error) {
    process.stdout.write(`✗ ${name}\n`);
    throw error;
  }
}

/** Signing where a package was built needs the identity of a workflow on GitHub, which this machine does not have. */
async function withoutProvenance(path: string): Promise<void> {
  const { publishConfig, ...manifest } = JSON.parse(await readFile(path, "utf8"));
  await writeFile(
    path,
    JSON.stringify({ ...manifest, publishConfig: { ...publishConfig, provenance: false } }),
  );
}

/** npm publishes only with a token, and this registry accepts any. */
function npmrc(): string {
  return `registry=${registry.address}\n${registry.address.replace("http:", "")}:_authToken=anyone\n`;
}

function forRegistry(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    npm_config_registry: registry.address,
    NPM_CONFIG_REGISTRY: registry.address,
  };
}
