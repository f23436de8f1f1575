import { expect, test } from "vitest";
import { entryPoints } from "../reference/entry-points.ts";
import { resultSources } from "../results/result-sources.ts";
import { markdownRoutes } from "./routes.ts";
import { sidebar } from "./sidebar.ts";

test("every page is in the navigation, once", () => {
  const listed = sidebar.flatMap((group) =>
    typeof group === "object" && "items" in group
      ? group.items.map((item) => (typeof item === "string" ? item : "slug" in item ? item.slug : ""))
      : [],
  );
  const pages = [
    ...markdownRoutes().values(),
    ...resultSources().map(({ route }) => route),
    ...entryPoints().map(({ route }) => route),
    "reference",
  ];
  expect(listed.toSorted()).toEqual(pages.toSorted());
});
