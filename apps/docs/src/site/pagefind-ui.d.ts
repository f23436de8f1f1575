/* What Pagefind's interface, which has no types, is asked here. */
declare module "@pagefind/default-ui/npm_dist/mjs/ui-core.mjs" {
  /** Draws the search into the element that the options name. */
  export class PagefindUI {
    constructor(options: Readonly<Record<string, unknown>>);
  }
}
