/*
 * Takes the place of Pagefind's interface in Starlight's search, which loads it on every page, whether one searches or not. It is loaded when the search is
 * opened.
 */

/** Starlight makes one of these, and asks nothing else of it. */
export class PagefindUI {
  constructor(options: Readonly<Record<string, unknown>>) {
    const dialog = document.querySelector("site-search dialog") as HTMLDialogElement;
    const load = async (): Promise<void> => {
      const typed = keepTyped(dialog);
      const { PagefindUI: Ui } = await import("@pagefind/default-ui/npm_dist/mjs/ui-core.mjs");
      new Ui(options);
      const input = dialog.querySelector("input");
      if (input === null) return;
      input.focus();
      input.value = typed();
      input.dispatchEvent(new Event("input"));
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

/** Keeps what one types before there is a field for it. The function that is returned ends that, and gives the text. */
function keepTyped(dialog: HTMLElement): () => string {
  let text = "";
  const keep = ({ key, ctrlKey, metaKey }: KeyboardEvent): void => {
    if (key === "Backspace") text = text.slice(0, -1);
    else if ([...key].length === 1 && !ctrlKey && !metaKey) text += key;
  };
  dialog.addEventListener("keydown", keep);
  return () => {
    dialog.removeEventListener("keydown", keep);
    return text;
  };
}
