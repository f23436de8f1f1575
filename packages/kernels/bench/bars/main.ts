/* The bars that the kernels are held to, in one table from one run: `pnpm --filter @tenetjs/kernels bench --help`. */
import { help, readOptions } from "./options.ts";
import { report } from "./report.ts";

const options = readOptions(process.argv.slice(2));
process.stdout.write(options === undefined ? help : await report(options));
