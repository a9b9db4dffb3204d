import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/**
 * The text of a tag, whether tags are a map or AWS's list of Key and Value, on a resource or in a job's request. Reads no other
 * tag's text, which a preview may not know yet.
 */
export function tagOf(props: Fields, key: string): string | undefined {
  return textOf(props, key) ?? textOf(partAt(props, "Request"), key);
}

function textOf(fields: Fields | undefined, key: string): string | undefined {
  const text = partAt(fields, "Tags")?.[key];
  if (typeof text === "string") return text;
  const listed = partsAt(fields, "Tags").find((tag) => textAt(tag, "Key") === key);
  return listed === undefined ? undefined : (textAt(listed, "Value") ?? "");
}

/** All tags of a resource. */
export function tagsOf(props: Fields): readonly (readonly [string, string])[] {
  return [props, partAt(props, "Request") ?? {}].flatMap((fields) => [
    ...Object.entries(partAt(fields, "Tags") ?? {}).flatMap(([name, text]) =>
      typeof text === "string" ? [[name, text] as const] : [],
    ),
    ...partsAt(fields, "Tags").map((tag) => [textAt(tag, "Key") ?? "", textAt(tag, "Value") ?? ""] as const),
  ]);
}
