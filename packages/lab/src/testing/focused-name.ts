import type { Page } from "playwright-core";

/** The name of what has the focus, in the element. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement;
    return focused?.id || focused?.getAttribute("aria-label") || focused?.textContent || "";
  });
}
