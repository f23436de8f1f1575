import { version_core } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { checkBackendVersion, checkCoreVersion, testedVersions } from "./tfjs-versions.ts";

const { lowest, highest } = testedVersions;

test("the tested versions of tfjs-core are taken, the installed one among them", () => {
  for (const version of [lowest, "4.20.0", highest, version_core]) checkCoreVersion(version);
});

test.each(["3.21.0", "4.0.0", "4.7.0", "4.22.1", "4.23.0-rc.0", "4.22.0-rc.0", "5.0.0", "four"])(
  "tfjs-core %s is refused by its name",
  (version) => {
    expect(() => checkCoreVersion(version)).toThrow(
      `start: expected @tensorflow/tfjs-core ${lowest} to ${highest}, with which Tenet is tested, got ${version}. ` +
        `Run npm install @tensorflow/tfjs-core@${highest}.`,
    );
  },
);

test("a backend of another version than tfjs-core is refused with both versions", () => {
  checkBackendVersion("@tensorflow/tfjs-backend-wasm", "4.21.0", "4.21.0");
  expect(() => checkBackendVersion("@tensorflow/tfjs-backend-wasm", "4.22.0", "4.21.0")).toThrow(
    "start: expected @tensorflow/tfjs-backend-wasm 4.21.0, the version of tfjs-core, got 4.22.0. " +
      "Run npm install @tensorflow/tfjs-backend-cpu@4.21.0 @tensorflow/tfjs-backend-wasm@4.21.0 @tensorflow/tfjs-backend-webgpu@4.21.0.",
  );
});
