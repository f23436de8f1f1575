import { destination, type Platform } from "./reach.ts";
import type { Package, Workspace } from "./workspace.ts";

/**
 * Import cycles among the sources, including type imports. Each is a list of files that ends with its first file. Every
 * file that is on a cycle is on one of these, and each is a shortest cycle through one of its files.
 */
export function cycles(workspace: Workspace): string[][] {
  const imports = importedFiles(workspace);
  const found: string[][] = [];
  const reported = new Set<string>();
  for (const start of imports.keys()) {
    const cycle = reported.has(start) ? undefined : shortestCycle(imports, start);
    if (cycle === undefined) continue;
    found.push(cycle);
    for (const path of cycle) reported.add(path);
  }
  return found;
}

/** The files that each file imports, in a browser or in Node. */
function importedFiles(workspace: Workspace): Map<string, readonly string[]> {
  const platforms: readonly Platform[] = ["browser", "node"];
  const files = (owner: Package, path: string, specifier: string) =>
    platforms.flatMap((platform) => {
      const to = destination(workspace, owner, path, specifier, platform);
      return to?.kind === "file" ? [to.path] : [];
    });
  return new Map(
    workspace.packages.flatMap((owner) =>
      owner.sources.map(({ path, imports }) => [
        path,
        imports.flatMap(({ specifier }) => files(owner, path, specifier)),
      ]),
    ),
  );
}

/** The shortest path from a file back to itself, found by breadth-first search. */
function shortestCycle(imports: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const next of imports.get(path) ?? []) {
      if (next === start) return trailTo(path, cameFrom, [start]);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, path);
      queue.push(next);
    }
  }
  return undefined;
}

function trailTo(path: string, cameFrom: ReadonlyMap<string, string>, trail: string[]): string[] {
  const before = cameFrom.get(path);
  return before === undefined ? [path, ...trail] : trailTo(before, cameFrom, [path, ...trail]);
}
