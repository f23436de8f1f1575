import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { entryPoints } from "../reference/entry-points.ts";
import { markdownRoutes } from "./routes.ts";

/** The site's navigation. Pages of packages, of the reference and of decisions are listed from what there is. */
export const sidebar: StarlightUserConfig["sidebar"] = [
  { label: "Guide", items: ["overview", "glossary"] },
  { label: "Packages", collapsed: true, items: below("packages/") },
  {
    label: "Reference",
    collapsed: true,
    items: [
      { slug: "reference", label: "All names" },
      ...entryPoints().map(({ name, route }) => ({ slug: route, label: name.replace("@tenetjs/", "") })),
    ],
  },
  { label: "Project", collapsed: true, items: ["project/architecture", "project/contributing"] },
];

function below(start: string): string[] {
  return [...markdownRoutes().values()].filter((route) => route.startsWith(start)).sort();
}
