import { webkit } from "@tenetjs/conformance/engines";
import { describeLab } from "./testing/describe-lab.ts";
import { testCell } from "./testing/test-cell.ts";
import { testElements } from "./testing/test-elements.ts";
import { testRace } from "./testing/test-race.ts";
import { testText } from "./testing/test-text.ts";

describeLab(webkit, (open) => {
  testElements(open);
  testCell(open);
  testText(open);
  testRace(webkit, open);
});
