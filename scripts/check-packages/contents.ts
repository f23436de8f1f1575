import type { Target } from "../../packages/testing/src/structure/workspace.ts";
import type { Packed } from "./pack.ts";

/** What a tarball lacks or should not have. */
export function contentProblems({ manifest, files }: Packed): string[] {
  const { name, exports = {}, bin = {}, dependencies, optionalDependencies, peerDependencies } = manifest;
  const needed = [
    "LICENSE",
    "README.md",
    ...Object.values(exports).flatMap(filesOf),
    ...Object.values(bin),
  ].map((path) => path.replace(/^\.\//, ""));
  const unwanted = /\.test\.|golden|\.tsbuildinfo|(^|\/)\.|(^|\/)(node_modules|testing)\//;
  const ranges = { ...dependencies, ...optionalDependencies, ...peerDependencies };
  return [
    ...needed.filter((path) => !files.includes(path)).map((path) => `${name} lacks ${path}`),
    ...files.filter((path) => unwanted.test(path)).map((path) => `${name} should not have ${path}`),
    ...Object.entries(ranges)
      .filter(([, range]) => /^(workspace|catalog|link|file):/.test(range))
      .map(
        ([other, range]) =>
          `${name} depends on ${other} as ${range}, which means nothing outside the workspace`,
      ),
  ];
}

function filesOf(target: Target): string[] {
  return typeof target === "string" ? [target] : Object.values(target).flatMap(filesOf);
}
