import type { Results } from "../../results/results.ts";
import { byId, element } from "./element.ts";
import { pageReport } from "./page-report.ts";

/** Shows a run's report, with buttons that copy and download the results. */
export function showResults(results: Results): void {
  const json = `${JSON.stringify(results, null, 2)}\n`;
  const report = pageReport(results);
  const copied = byId("copied", HTMLElement);
  copied.textContent = "";
  byId("copy", HTMLButtonElement).onclick = async () => {
    try {
      await navigator.clipboard.writeText(json);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = "The browser does not allow copying. Download the results instead.";
    }
  };
  byId("download", HTMLButtonElement).onclick = () => download("results.json", "application/json", json);
  byId("download-report", HTMLButtonElement).onclick = () => download("report.html", "text/html", report);

  // A shadow tree keeps the report's styles apart from the page's. The colours are inherited.
  const place = byId("report", HTMLElement);
  const tree = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const { head, body } = new DOMParser().parseFromString(report, "text/html");
  body.querySelector("h1")?.remove();
  tree.replaceChildren(...head.querySelectorAll("style"), ...body.querySelectorAll("main > *"));
  byId("results", HTMLElement).hidden = false;
}

function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
