/** A page of the site, in Markdown that starts with its title. */
export type PageSource = {
  /** Its address below the site's: `guide/start`. */
  readonly route: string;
  /** The path in the repository of the file that it is, or that it is made from. Its links are relative to this. */
  readonly file: string;
  readonly text: string;
};
