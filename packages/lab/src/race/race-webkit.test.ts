import { webkit } from "@tenetjs/conformance/engines";
import { describeLab } from "../testing/describe-lab.ts";
import { testRace } from "../testing/test-race.ts";

describeLab(webkit, (open) => testRace(webkit, open));
