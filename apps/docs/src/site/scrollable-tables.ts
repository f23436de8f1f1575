/** Lets the keyboard scroll tables that are wider than their place, by making a tab stop of each. */
export function scrollableTables(): void {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const table = target as HTMLTableElement;
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  });
  for (const table of document.querySelectorAll(".sl-markdown-content table")) watch.observe(table);
}
