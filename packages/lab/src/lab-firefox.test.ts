import { firefox } from "@tenetjs/conformance/engines";
import { describe } from "vitest";
import { describeLab } from "./testing/describe-lab.ts";
import { testRace } from "./testing/test-race.ts";
import { testText } from "./testing/test-text.ts";

describeLab(firefox, (open) => {
  describe("<tenet-race>", () => testRace(firefox, open));
  describe("<tenet-text>", () => testText(firefox, open));
});
