import { bundle, type Site } from "./bundle.ts";
import { onceARun } from "./once-a-run.ts";

/** The same as `bundle`, for tests: a page is bundled once a run of the tests. */
export function sharedBundle(root?: string): Promise<Site> {
  return onceARun(`bundle of ${root}`, () => bundle(root));
}
