import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong in a page, as it is now: the rule, and the places. */
export async function axeFaults(page: Page): Promise<unknown[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
  return violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ]);
}
