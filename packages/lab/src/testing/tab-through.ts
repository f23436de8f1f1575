import type { Page } from "playwright-core";

/** The names of what the Tab key reaches in an element, in order: an id, or a text. `act` may press further keys there. */
export async function tabThrough(
  page: Page,
  act: (name: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const name = await focusedName(page);
    if (name === "") return names;
    names.push(name);
    await act(name);
  }
}

/** The name of what has the focus, in the element. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement;
    return focused?.id || focused?.getAttribute("aria-label") || focused?.textContent || "";
  });
}
