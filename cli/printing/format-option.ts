import { Option } from "commander";

/** The ways in which a result can be printed. */
const formats = ["table", "json", "markdown"] as const;
export type Format = (typeof formats)[number];

/** The option that chooses between them. */
export function formatOption(): Option {
  return new Option("--format <format>", "how to print the result").choices(formats).default("table");
}
