import axe from "axe-core";
import type { Page } from "playwright-core";

/** The faults that axe finds in a page: the rule, and each element with what is wrong. */
export async function faultsOf(page: Page): Promise<unknown[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
  return violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ]);
}
