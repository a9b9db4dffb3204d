import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { imagePatchedUntil } from "../tables/support-dates";
import { type JudgedResource, trainingRuns } from "../reading/job-requests";
import { partAt, partsAt, textAt } from "../reading/request-fields";
import { configSchema, dayOf, judgedOn, pageOf, settingsOf } from "../judging/rule-config";

const name = "framework-image";

const settings = z.strictObject({ judgedOn });

/** Points out framework images that AWS has stopped to patch. */
export const frameworkImage: ResourceValidationPolicy = {
  name,
  description: "Framework images are of versions that AWS still patches.",
  remediationSteps: "Move to a version of the framework image that AWS patches, and measure what it gains.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    for (const image of imagesOf(resource)) {
      const [, repository = "", version = ""] = AWS_IMAGE.exec(image) ?? [];
      const until = imagePatchedUntil(repository, version);
      if (until === undefined || until >= dayOf(settingsOf(name, settings, resource))) continue;
      report(`Too old: ${repository} ${version} is not patched since ${until}; what a newer one saves is unknown.`);
    }
  },
};

/** AWS's own images stand in registries of its own: "763104351884.dkr.ecr.REGION.amazonaws.com/pytorch-training:2.1.0-gpu-py310". */
const AWS_IMAGE = /^\d{12}\.dkr\.ecr\.[^/]+\/([a-z0-9-]+):(\d+\.\d+)[.-]/;

function imagesOf(resource: JudgedResource): readonly string[] {
  const images =
    resource.type === "aws:sagemaker/model:Model"
      ? [partAt(resource.props, "PrimaryContainer"), ...partsAt(resource.props, "Containers")].map((container) =>
          textAt(container, "Image"),
        )
      : trainingRuns(resource).map(({ request }) => textAt(request, "AlgorithmSpecification", "TrainingImage"));
  return images.filter((image) => image !== undefined);
}
