import type { Environment } from "../../results/results.ts";

/** The environment, as far as a page can read it. */
export async function pageEnvironment(commit: string): Promise<Omit<Environment, "versions" | "adapter">> {
  const { userAgentData, userAgent, hardwareConcurrency } = navigator as NavigatorWithHints;
  const hints = await userAgentData?.getHighEntropyValues(["fullVersionList", "platformVersion"]);
  return {
    date: new Date().toISOString(),
    processor: "a processor that the browser does not name",
    threads: hardwareConcurrency,
    system: [hints?.platform ?? systemOf(userAgent), hints?.platformVersion].filter(Boolean).join(" "),
    runtime: `${runtimeOf(userAgent, hints?.fullVersionList)}${/Headless/.test(userAgent) ? ", headless" : ""}`,
    v8Flags: [],
    crossOriginIsolated: globalThis.crossOriginIsolated,
    commit,
  };
}

/** Only Chromium implements it, and TypeScript's types lack it: https://wicg.github.io/ua-client-hints */
type NavigatorWithHints = Navigator & {
  readonly userAgentData?: { getHighEntropyValues(names: readonly string[]): Promise<Hints> };
};

type Hints = {
  readonly platform: string;
  readonly platformVersion?: string;
  readonly fullVersionList?: readonly Brand[];
};

type Brand = { readonly brand: string; readonly version: string };

/**
 * The browser's name and version: `Google Chrome 140.0.1`, `Firefox 143.0`. The list of brands contains an invented one ("Not:A-Brand"), and
 * names Chromium in addition to the browser that is built on it.
 */
export function runtimeOf(userAgent: string, brands: readonly Brand[] = []): string {
  const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand));
  const own = real.find(({ brand }) => brand !== "Chromium") ?? real[0];
  if (own !== undefined) return `${own.brand} ${own.version}`;
  const [, firefox] = /Firefox\/([\d.]+)/.exec(userAgent) ?? [];
  if (firefox !== undefined) return `Firefox ${firefox}`;
  const [, safari] = /Version\/([\d.]+).* Safari/.exec(userAgent) ?? [];
  return safari === undefined ? userAgent : `Safari ${safari}`;
}

/** `X11; Linux x86_64` of `Mozilla/5.0 (X11; Linux x86_64) ...`. */
function systemOf(userAgent: string): string {
  return /\(([^)]*)\)/.exec(userAgent)?.[1] ?? "unknown";
}
