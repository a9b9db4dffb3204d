import type { PolicyResource } from "@pulumi/policy";
import { type Fields, partAt, partsAt, textAt } from "./request-fields";

/** The images of a variant's model, nothing for a container that names none; no entry when the stack does not hold the model. */
export function variantImages(variant: Fields, resources: readonly PolicyResource[]): readonly (string | undefined)[] {
  const own = textAt(variant, "ModelName");
  const model = resources.find(
    ({ type, props }) => type === "aws:sagemaker/model:Model" && own !== undefined && textAt(props, "Name") === own,
  );
  const containers = [partAt(model?.props, "PrimaryContainer"), ...partsAt(model?.props, "Containers")];
  return containers.flatMap((container) => (container === undefined ? [] : [textAt(container, "Image")]));
}

/** The repository of an image by its last name: "pytorch-inference" of AWS's, or of a registry of one's own. */
export function repositoryOf(image: string | undefined): string | undefined {
  return /\/([^/:@]+)[:@][^/]*$/.exec(image ?? "")?.[1];
}
