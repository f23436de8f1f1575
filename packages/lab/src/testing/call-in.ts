import type { Tab } from "@tenetjs/conformance/engines";

/** What `call` returns in a page, as plain data. It may use nothing but its arguments and what the page has. */
export async function callIn<Arguments extends readonly unknown[], Result>(
  tab: Tab,
  call: (...args: Arguments) => Result | Promise<Result>,
  ...args: Arguments
): Promise<Result> {
  const texts = args.map((argument) => JSON.stringify(argument)).join(", ");
  const text = await tab.evaluate(
    `Promise.resolve((${call})(${texts})).then((value) => JSON.stringify(value ?? null))`,
  );
  return JSON.parse(text) as Result;
}
