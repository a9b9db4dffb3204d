import { fileOfObject } from "../../s3/s3-uri";
import type { ModelDocument } from "../kinds";
import type { Scope } from "../scope";

import type { Workshop } from "./workshop";

type Container = NonNullable<ModelDocument["PrimaryContainer"]>;

/** The container that answers for a model: its only one, or the first of its pipeline. */
export function modelContainer(
  { objects }: Workshop,
  scope: Scope,
  modelName: string | undefined,
): Container | undefined {
  const document = modelName === undefined ? undefined : objects.read("model", scope, modelName)?.document;
  return document?.PrimaryContainer ?? document?.Containers?.[0];
}

/** The file of a container's model; undefined where it names none or the object is gone. */
export function modelFile({ store }: Workshop, { ModelDataUrl }: Container): string | undefined {
  return ModelDataUrl === undefined ? undefined : fileOfObject(store, ModelDataUrl);
}
