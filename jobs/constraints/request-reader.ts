import { unknown } from "./finding";

/**
 * Reads single values of a request that may be incomplete, wrongly typed or not known yet.
 * Every reader answers with nothing for all three, so that a rule judges only what it can see.
 */
export class RequestReader {
  constructor(
    private readonly request: unknown,
    /** Where in the whole request this reader starts. */
    readonly base = "",
  ) {}

  /** The full path of a place below this reader, for a finding. */
  path(place: string): string {
    return this.base === "" ? place : place === "" ? this.base : `${this.base}.${place}`;
  }

  /** Whether something stands there; nothing when that is not known yet. */
  has(place: string): boolean | undefined {
    const value = this.value(place);
    return value === unknown ? undefined : value !== undefined && value !== null;
  }

  number(place: string): number | undefined {
    const value = this.value(place);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  text(place: string): string | undefined {
    const value = this.value(place);
    return typeof value === "string" ? value : undefined;
  }

  /** Whether the value there is true; nothing when it is not known yet, false when it is absent. */
  isTrue(place: string): boolean | undefined {
    const value = this.value(place);
    return value === unknown ? undefined : value === true;
  }

  /** A reader for each item of a list, none when there is no list. */
  items(place: string): RequestReader[] {
    const value = this.value(place);
    if (!Array.isArray(value)) return [];
    return value.map((item: unknown, index) => new RequestReader(item, `${this.path(place)}[${index}]`));
  }

  /** The number of items of a list, nothing when it is not a list. */
  count(place: string): number | undefined {
    const value = this.value(place);
    return Array.isArray(value) ? value.length : undefined;
  }

  /** The names in a map or structure, none when there is none. */
  names(place: string): string[] {
    const value = this.value(place);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return Object.entries(value)
      .filter(([, part]) => part !== undefined && part !== null)
      .map(([name]) => name);
  }

  /** A reader that starts further in. */
  below(place: string): RequestReader {
    return new RequestReader(this.value(place), this.path(place));
  }

  private value(place: string): unknown {
    let value = this.request;
    for (const name of place === "" ? [] : place.split(".")) {
      if (value === unknown) return unknown;
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  }
}
