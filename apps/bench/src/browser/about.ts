/** What the server tells the page, at `/about.json`. */
export type About = {
  readonly commit: string;
  /** The versions of packages that are too large for the page's bundle, and that the server serves from where they are installed. */
  readonly served: Readonly<Record<string, string>>;
};
