import { InvalidArgumentError } from "commander";
import { option } from "../../options/option.ts";
import type { ValueType } from "../../options/value-types.ts";

const redisUrl: ValueType<string> = {
  range: "redis:// or rediss:// URL",
  parse: (written) => {
    const { protocol = "", hostname = "" } = URL.canParse(written) ? new URL(written) : {};
    if (/^rediss?:$/.test(protocol) && hostname !== "") return written;
    throw new InvalidArgumentError(
      "Expected a URL such as redis://HOST:6379, or rediss://USER:PASSWORD@HOST with TLS.",
    );
  },
};

/** The option `--queue` of `sweep` and `reproduce`. */
export const queueOption = option({
  flag: "--queue <url>",
  type: redisUrl,
  otherwise: "processes of this machine",
  help: "let workers on other machines do it (tenet worker), through this Redis or Valkey",
});

/** The option `--queue` of commands that need one. */
export const requiredQueueOption = {
  ...queueOption,
  default: "",
  required: true,
  help: "Redis or Valkey server that the work goes through",
};
