import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository, root } from "./routes.ts";

/**
 * The address on the site of a link in a Markdown file of the repository. Links to files that are pages, also those through GitHub, lead to the
 * page; links to other files lead to GitHub.
 *
 * @param link - As in the file: relative to it, or absolute.
 * @param from - The path of the file in the repository.
 */
export function resolveLink(link: string, from: string, { base, routes }: ResolveOptions): string {
  // The query is for the page: GitHub ignores it.
  const [, target = "", query = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(link) ?? [];
  const path = pathInRepository(target, from);
  if (path === undefined) return link;
  const route = routes.get(path) ?? routes.get(join(path, "README.md"));
  if (route !== undefined) return `${base}${route}/${query}${hash}`;
  if (!existsSync(join(root, path))) throw new Error(`${from} links to ${link}, which does not exist.`);
  const kind = statSync(join(root, path)).isDirectory() ? "tree" : "blob";
  return `${repository}/${kind}/main/${path}${hash}`;
}

export type ResolveOptions = {
  /** The path of the site on its server, with a slash at the end. */
  readonly base: string;
  readonly routes: ReadonlyMap<string, string>;
};

/** The path of the repository's file to which a link points; undefined if it points elsewhere. */
function pathInRepository(target: string, from: string): string | undefined {
  const absolute = new RegExp(`^${repository}/(?:blob|tree)/main/(.*)$`).exec(target)?.[1];
  if (absolute !== undefined) return absolute.replace(/\/$/, "");
  if (target === "" || target.startsWith("/") || /^[a-z]+:/.test(target)) return undefined;
  return join(dirname(from), target).replace(/\/$/, "");
}
