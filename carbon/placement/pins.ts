import { createRequire } from "node:module";

import { once } from "../catalog/once";
import type { Placement } from "./placement";

/** Name of the file that keeps pins; it stands beside Pulumi.yaml. */
export const PIN_FILE_NAME = "greenml.placement.json";

/** A placement that its owner wants to keep, whatever newer figures say. */
export interface Pin {
  /** Id of the region that stays, such as "eu-north-1". */
  readonly region: string;
  /** Type that stays, with the leading "ml."; absent where the type may still change, and for serverless. */
  readonly instanceType?: string | undefined;
  /** Version of the figures that the choice stood on. */
  readonly catalogVersion: string;
  /** Day of the choice, such as "2026-11-24". */
  readonly pinnedAt: string;
  /** Why it was chosen, in words for people. */
  readonly why: string;
}

/** Everything that a file of pins holds. */
export interface PinFile {
  /** Version of the file's form. */
  readonly version: 1;
  /** Pins by the name of the component that they are for. */
  readonly pins: Readonly<Record<string, Pin>>;
}

/** Read on demand: most who load the catalogue read no pins, and the schema takes longer to load than all else here. */
const zod = once(() => createRequire(__filename)("zod") as typeof import("zod"));

const pinFile = once(() => {
  const { z } = zod();
  return z.strictObject({
    version: z.literal(1).describe("Version of this file's form"),
    pins: z
      .record(
        z.string().min(1),
        z.strictObject({
          region: z.string().min(1).describe("Id of the region that stays, such as eu-north-1"),
          instanceType: z
            .string()
            .regex(/^ml\./)
            .optional()
            .describe('Instance type that stays, with the leading "ml."'),
          catalogVersion: z.string().min(1).describe("Version of the figures that the choice stood on"),
          pinnedAt: z.iso.date().describe("Day of the choice, such as 2026-11-24"),
          why: z.string().describe("Why it was chosen, in words for people"),
        }),
      )
      .describe("Pins by the name of the component that they are for"),
  });
});

/**
 * Reads the text of a file of pins.
 *
 * @throws Error with one sentence on what is wrong with it
 */
export function parsePins(text: string): PinFile {
  const value = jsonOf(text);
  refuseLost(value);
  const result = pinFile().safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
  throw new Error(`Cannot read ${PIN_FILE_NAME} because of ${faults.join("; ")}`);
}

/** The text of a file of pins: by name, so that the same pins always give the same text. */
export function formatPins({ version, pins }: PinFile): string {
  const sorted = Object.fromEntries(Object.entries(pins).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify({ version, pins: sorted }, undefined, 2)}\n`;
}

/** The pin that keeps a placement. */
export function pinOf(
  { region, instanceType, catalogVersion }: Placement,
  { pinnedAt, why }: Pick<Pin, "pinnedAt" | "why">,
): Pin {
  return { region, ...(instanceType === undefined ? {} : { instanceType }), catalogVersion, pinnedAt, why };
}

/** JSON Schema of a file of pins. */
export function pinFileSchema(): Readonly<Record<string, unknown>> {
  return { ...zod().z.toJSONSchema(pinFile()), title: PIN_FILE_NAME };
}

/** A name that JSON keeps and every object loses: the pin would not hold, and nobody would be told. */
function refuseLost(value: unknown): void {
  const pins: unknown = typeof value === "object" && value !== null && "pins" in value ? value.pins : undefined;
  if (typeof pins !== "object" || pins === null || !Object.hasOwn(pins, "__proto__")) return;
  throw new Error(`Cannot read ${PIN_FILE_NAME} because of pins.__proto__: no pin can have that name`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Cannot read ${PIN_FILE_NAME} because it is not JSON`);
  }
}
