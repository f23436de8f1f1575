import type { Target } from "../../packages/testing/src/structure/workspace.ts";
import type { Packed } from "./pack.ts";

/** The files that a tarball lacks or should not contain, and dependencies that only work in the workspace. */
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
    ...needed.filter((path) => !files.some(matches(path))).map((path) => `${name} lacks ${path}`),
    ...files.filter((path) => unwanted.test(path)).map((path) => `${name} should not contain ${path}`),
    ...Object.entries(ranges)
      .filter(([, range]) => /^(workspace|catalog|link|file):/.test(range))
      .map(([other, range]) => `${name} depends on ${other} as ${range}, which only works in the workspace`),
  ];
}

/** Whether a file is the one at `path`, in which `*` stands for any text. */
function matches(path: string): (file: string) => boolean {
  const [before = "", after] = path.split("*");
  return after === undefined
    ? (file) => file === path
    : (file) => file.startsWith(before) && file.endsWith(after);
}

function filesOf(target: Target): string[] {
  return typeof target === "string" ? [target] : Object.values(target).flatMap(filesOf);
}
