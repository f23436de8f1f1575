/** Lets the keyboard scroll tables, formulas and figures that are wider than their place, by making a tab stop of each. */
export function reachByKeyboard(): void {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  const wide = '.sl-markdown-content :is(table, .katex-display, p:has(> img[src$=".svg"]))';
  for (const element of document.querySelectorAll(wide)) watch.observe(element);
}
