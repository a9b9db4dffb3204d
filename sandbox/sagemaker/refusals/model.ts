import type { CreateModelInput } from "@aws-sdk/client-sagemaker";

import { fileOfObject } from "../../s3/s3-uri";
import type { Wire } from "../wire";

import { imageRegionFault } from "./image-region";
import { refuseBy, type Rule } from "./rule";

type Asked = Wire<CreateModelInput>;

const oneWayToSay: Rule<Asked> = ({ PrimaryContainer, Containers }) =>
  (PrimaryContainer === undefined) === (Containers === undefined)
    ? "You must provide either PrimaryContainer or Containers, not both."
    : undefined;

const containersHaveImages: Rule<Asked> = (asked) => {
  const bare = containersOf(asked).find(
    ({ Image, ModelPackageName }) => Image === undefined && ModelPackageName === undefined,
  );
  return bare === undefined ? undefined : "You must provide Image or ModelPackageName for each container.";
};

const imagesOfRegion: Rule<Asked> = (asked, { scope }) => {
  for (const { Image } of containersOf(asked)) {
    const fault = imageRegionFault(Image, scope.region);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const artefactsExist: Rule<Asked> = (asked, { store }) => {
  const lost = containersOf(asked)
    .filter(({ Mode }) => Mode !== "MultiModel")
    .find(({ ModelDataUrl: uri }) => uri?.startsWith("s3://") === true && fileOfObject(store, uri) === undefined);
  return lost === undefined ? undefined : `Could not find model data at ${lost.ModelDataUrl ?? ""}.`;
};

/** What SageMaker refuses of CreateModel beyond its API model. */
export const refuseModel = refuseBy<Asked>([oneWayToSay, containersHaveImages, imagesOfRegion, artefactsExist]);

function containersOf({ PrimaryContainer, Containers }: Asked) {
  return Containers ?? (PrimaryContainer === undefined ? [] : [PrimaryContainer]);
}
