import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** The text of a tag, whether tags are a map or AWS's list of Key and Value, on a resource or in a job's request. */
export function tagOf(props: Fields, key: string): string | undefined {
  return tagsOf(props).find(([name]) => name === key)?.[1];
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
