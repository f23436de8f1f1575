/*
 * Takes the place of Pagefind's interface in Starlight's search, which loads it on every page, whether one searches or not. It is loaded when the search is
 * opened.
 */

/** Starlight makes one of these, and asks nothing else of it. */
export class PagefindUI {
  constructor(options: Readonly<Record<string, unknown>>) {
    const dialog = document.querySelector("site-search dialog") as HTMLDialogElement;
    const load = async (): Promise<void> => {
      const { PagefindUI: Ui } = await import("@pagefind/default-ui/npm_dist/mjs/ui-core.mjs");
      new Ui(options);
      dialog.querySelector("input")?.focus();
    };
    if (dialog.open) void load();
    else {
      const opened = new MutationObserver(() => {
        opened.disconnect();
        void load();
      });
      opened.observe(dialog, { attributeFilter: ["open"] });
    }
  }
}
