import { expect, test } from "vitest";
import { runtimeOf } from "./page-environment.ts";

const chromium = { brand: "Chromium", version: "140.0.1" };
const invented = { brand: "Not:A-Brand", version: "8.0" };

test("a browser is named by its own brand, or by Chromium where it has none", () => {
  expect(runtimeOf("", [invented, chromium])).toBe("Chromium 140.0.1");
  const edge = { brand: "Microsoft Edge", version: "140.2" };
  expect(runtimeOf("", [chromium, edge, invented])).toBe("Microsoft Edge 140.2");
});

test("a browser without brands is named by its user agent", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
  expect(runtimeOf(firefox)).toBe("Firefox 143.0");
  const safari =
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
  expect(runtimeOf(safari)).toBe("Safari 26.0");
  expect(runtimeOf("Other/1.0")).toBe("Other/1.0");
});
