import axe from "axe-core";
import type { Page } from "playwright-core";

/** Colour schemes, with the rules of axe to check in each: all in the first, and in the second those of colours, since nothing else differs. */
export const axeSchemes = [
  { colorScheme: "light", rules: undefined },
  { colorScheme: "dark", rules: ["color-contrast", "link-in-text-block"] },
] as const;

/** What axe finds wrong in a page, as it is now: the rule, and the places. */
export async function axeFaults(page: Page, runOnly?: readonly string[]): Promise<unknown[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly, resultTypes: ["violations"] });
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as axe.AxeResults;
  return violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ]);
}
