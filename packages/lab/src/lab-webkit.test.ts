import { webkit } from "@tenetjs/conformance/engines";
import { describe } from "vitest";
import { describeLab } from "./testing/describe-lab.ts";
import { testRace } from "./testing/test-race.ts";
import { testText } from "./testing/test-text.ts";

describeLab(webkit, (open) => {
  describe("<tenet-race>", () => testRace(webkit, open));
  describe("<tenet-text>", () => testText(webkit, open));
});
