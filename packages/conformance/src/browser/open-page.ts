import { parse, stringify } from "devalue";
import type { ArgumentOf, Platform, ResultOf, ScenarioName } from "../scenarios/scenarios.ts";
import type { Browser, Tab } from "./engines/engine.ts";
import type { PageAnswer, Request, Timing } from "./messages.ts";
import type { AnswerOnPage, Host } from "./page.ts";

/** An open page of the test's site. */
export type OpenPage = Tab & {
  /** The page's main thread or its worker, as a platform. */
  on(host: Host): Platform;
  /** The duration of the last scenario, and the longest time for which it blocked the page's main thread. */
  lastRun(): Timing;
};

/** The site's page, opened in a new tab. */
export async function openPage(browser: Browser, address: string): Promise<OpenPage> {
  const tab = await browser.open(address);
  let lastRun: Timing = { duration: 0, longestPause: 0 };
  const run = async <Name extends ScenarioName>(host: Host, name: Name, argument: ArgumentOf<Name>) => {
    const answered = parse(await tab.evaluate(callOf(host, { name, argument }))) as PageAnswer;
    lastRun = answered.timing;
    if ("failure" in answered) throw new Error(answered.failure);
    return answered.result as ResultOf<Name>;
  };
  return {
    ...tab,
    on: (host) => ({ run: (name, argument) => run(host, name, argument) }),
    lastRun: () => lastRun,
  };
}

/** The page's global function that answers requests. */
const globalFunction: keyof { answerOnPage: AnswerOnPage } = "answerOnPage";

function callOf(host: Host, request: Request): string {
  return `${globalFunction}(${JSON.stringify(host)}, ${JSON.stringify(stringify(request))})`;
}
