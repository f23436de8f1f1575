/** The address of the repository. Every manifest of a published package, and every link of its README to another file, starts with it. */
export const repository = "https://github.com/tenetjs/tenet";

/** What the manifest of the published package in `folder`, such as `packages/cells`, has to say for npm's page of it. */
export function metadataOf(folder: string) {
  return {
    homepage: `${repository}/tree/main/${folder}#readme`,
    bugs: `${repository}/issues`,
    repository: { type: "git", url: `git+${repository}.git`, directory: folder },
    license: "MIT",
    author: "The Tenet authors",
    publishConfig: { access: "public", provenance: true },
  };
}
