import type { Policies, PolicyConfigSchema } from "@pulumi/policy";

type Property = PolicyConfigSchema["properties"][string];

/** The settings of a rule as the Markdown table that its page carries. */
export function settingsTable({ configSchema }: Policies[number]): string {
  const rows = Object.entries(configSchema?.properties ?? {}).map(([setting, property]) =>
    ["", `\`${setting}\``, kindOf(property), `\`${JSON.stringify(property.default)}\``, property.description ?? "", ""]
      .join(" | ")
      .trim(),
  );
  return ["| setting | type | default | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function kindOf({ type, items, enum: choices }: Property): string {
  if (choices !== undefined) return choices.map((choice) => `\`${JSON.stringify(choice)}\``).join(" or ");
  if (typeof items === "object" && !Array.isArray(items)) return `list of ${kindOf(items)}`;
  return String(type);
}
