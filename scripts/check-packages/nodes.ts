import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.ts";

/** A Node to try packages with. */
export type NodeProgram = { readonly path: string; readonly version: string };

/** The machine's own Node, if its version differs from that of this script's Node, and then the latter. */
export async function nodesToTry(): Promise<[NodeProgram, ...NodeProgram[]]> {
  const here = { path: process.execPath, version: process.versions.node };
  const own = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .find((path) => existsSync(path));
  if (own === undefined) return [here];
  const version = (await run(own, ["--version"])).output.trim().replace(/^v/, "");
  return version === here.version ? [here] : [{ path: own, version }, here];
}
