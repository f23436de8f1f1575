/** The name of the file of the story that comes with the packages, as on the command line. */
export const storyName = "the-lighthouse";

/** The name of a file without its extension. */
export function nameOf(file: string): string {
  return file.replace(/\.[^.]+$/, "");
}

/** The title of a text, in quotation marks. */
export function titleOf(file: string): string {
  return `“${file === storyName ? "The Keeper’s Word" : nameOf(file)}”`;
}
