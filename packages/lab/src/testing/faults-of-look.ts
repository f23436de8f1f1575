import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * How a page is looked at: its colours, its width, and the rules of axe to check, which are all in the first, and in the second those of colours, since nothing else
 * differs.
 */
const looks = [
  { colorScheme: "light", width: 375, rules: undefined },
  { colorScheme: "dark", width: 1100, rules: ["color-contrast", "link-in-text-block"] },
] as const;

/** What is wrong with the look of a page, light on a phone and dark on a wide screen: what axe finds, and a page that is wider than its window. */
export async function faultsOfLook(page: Page): Promise<unknown[]> {
  const faults: unknown[] = [];
  await page.evaluate(axe.source);
  for (const { colorScheme, width, rules } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 812 });
    await page.evaluate(`(${fewFrames})()`);
    faults.push(...(await axeFaults(page, rules)));
    const needed = await page.evaluate("document.documentElement.scrollWidth");
    if (needed !== width) faults.push([`${needed} pixels wide in a window of ${width}`]);
  }
  return faults;
}

/** Resolves once the figures have been drawn at another width: they learn of it in one frame and draw in the next. */
async function fewFrames(): Promise<void> {
  for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
}

/** What axe, which is in the page, finds wrong there: the rule, and the places. */
async function axeFaults(page: Page, runOnly?: readonly string[]): Promise<unknown[]> {
  const options = JSON.stringify({ runOnly, resultTypes: ["violations"] });
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as axe.AxeResults;
  return violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ]);
}
