import { firefox } from "@tenetjs/conformance/engines";
import { describeLab } from "./testing/describe-lab.ts";
import { testElements } from "./testing/test-elements.ts";

describeLab(firefox, testElements);
