/**
 * Loads the custom elements that the page contains, by name. For a visitor who saves data, a button in front of each loads it: one that trains takes hundreds of
 * kilobytes.
 */
export function loadElements(
  elements: Readonly<Record<string, () => Promise<unknown>>>,
  { savesData }: { savesData: boolean },
): void {
  for (const [name, load] of Object.entries(elements)) {
    const element = document.querySelector(name);
    if (element === null) continue;
    if (!savesData) {
      void load();
      continue;
    }
    const button = document.createElement("button");
    button.className = "load-element";
    button.textContent = "Load it and train here";
    button.addEventListener("click", () => {
      button.remove();
      void load();
    });
    element.before(button);
  }
}
