/* `pnpm sizes`: prints what a page downloads for each file. */
import { sizes } from "./sizes.ts";

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);

process.stdout.write(
  `${"file".padEnd(20)}${["minified", "gzip", "brotli", "limit"].map((name) => name.padStart(11)).join("")}\n`,
);
for (const { file, size, limit } of sizes()) {
  const columns = [size.bytes, size.gzip, size.brotli, limit ?? 0].map(kilobytes).join("");
  process.stdout.write(`${file.padEnd(20)}${columns}\n`);
}
