import { chromium } from "@tenetjs/conformance/engines";
import { describe } from "vitest";
import { describeLab } from "./testing/describe-lab.ts";
import { raceInChromium } from "./testing/race-in-chromium.ts";
import { textInChromium } from "./testing/text-in-chromium.ts";

describeLab(chromium, (open, running) => {
  describe("<tenet-race>", () => raceInChromium(open, running));
  describe("<tenet-text>", () => textInChromium(open, running));
});
