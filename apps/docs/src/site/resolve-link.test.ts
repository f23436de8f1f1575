import { expect, test } from "vitest";
import { resolveLink } from "./resolve-link.ts";
import { markdownRoutes, repository } from "./routes.ts";

const options = { base: "/tenet/", routes: markdownRoutes() };

test.each([
  ["../glossary.md", "docs/guide/start.md", "/tenet/glossary/"],
  ["../../packages/cells/README.md#cells", "docs/guide/start.md", "/tenet/packages/cells/#cells"],
  ["packages/cells", "README.md", "/tenet/packages/cells/"],
  [`${repository}/blob/main/docs/pages.md`, "packages/backends/README.md", "/tenet/pages/"],
  ["packages/cells/src/scan.ts", "ARCHITECTURE.md", `${repository}/blob/main/packages/cells/src/scan.ts`],
  ["api", "CONTRIBUTING.md", `${repository}/tree/main/api`],
  ["race.md?preset=short#more", "docs/lab/teachers.md", "/tenet/lab/race/?preset=short#more"],
  ["#cells", "packages/cells/README.md", "#cells"],
  ["https://observablehq.com/plot/", "README.md", "https://observablehq.com/plot/"],
])("the link %s in %s leads to %s", (link, from, address) => {
  expect(resolveLink(link, from, options)).toBe(address);
});

test("a link to a file that does not exist stops the build", () => {
  expect(() => resolveLink("missing.md", "README.md", options)).toThrow("README.md links to missing.md");
});
