import { fileURLToPath } from "node:url";
import { satteri } from "@astrojs/markdown-satteri";
import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";
import { isolationHeaders } from "./src/offline/isolation-headers.ts";
import { offline } from "./src/offline/offline.ts";
import { emptyHeaders, formulas, siteLinks } from "./src/site/markdown-plugins.ts";
import { markdownRoutes, repository } from "./src/site/routes.ts";
import { sidebar } from "./src/site/sidebar.ts";
import { smallTfjs } from "./src/site/small-tfjs.ts";

/** The path of the site on its server, such as "/tenet/" on GitHub Pages. */
const base = `${process.env.TENET_DOCS_BASE ?? ""}/`.replace(/\/+$/, "/");

const source = (file: string) => fileURLToPath(new URL(`src/${file}`, import.meta.url));

export default defineConfig({
  ...(process.env.TENET_DOCS_SITE === undefined ? {} : { site: process.env.TENET_DOCS_SITE }),
  base,
  trailingSlash: "always",
  server: { headers: isolationHeaders },
  // The service worker keeps all pages.
  prefetch: false,
  image: { service: passthroughImageService() },
  vite: {
    plugins: [smallTfjs()],
    worker: { format: "es", plugins: () => [smallTfjs()] },
    resolve: {
      alias: [{ find: /^@pagefind\/default-ui$/, replacement: source("site/search-when-opened.ts") }],
    },
  },
  markdown: {
    processor: satteri({
      features: { math: true, smartPunctuation: false },
      mdastPlugins: [siteLinks({ base, routes: markdownRoutes() }), formulas],
      hastPlugins: [emptyHeaders],
    }),
  },
  integrations: [
    starlight({
      title: "tenet",
      logo: { src: "./src/logo.svg", alt: "" },
      social: [{ icon: "github", label: "GitHub", href: repository }],
      sidebar,
      components: {
        Head: "./src/components/Head.astro",
        Hero: "./src/components/Hero.astro",
        Search: "./src/components/Search.astro",
      },
      customCss: ["./src/fonts/inter.css", "./src/styles/site.css"],
      expressiveCode: {
        styleOverrides: { borderRadius: "0.5rem" },
        // Lines that are wrapped need no scrolling, by touch or by keyboard.
        defaultProps: { wrap: true },
      },
      markdown: { processedDirs: ["../.."] },
    }),
    offline(),
  ],
});
