/** What the page's server tells the page, at `/about.json`. */
export type About = {
  readonly commit: string;
  /** Versions of the packages that the server finds installed and serves from there. They are too large to be part of the page. */
  readonly served: Readonly<Record<string, string>>;
};
