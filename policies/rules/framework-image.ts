import type { ResourceValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { imageSupport, pythonSupportedUntil } from "../tables/support-dates";
import { type JudgedResource, trainingRuns } from "../reading/job-requests";
import { partAt, partsAt, textAt } from "../reading/request-fields";
import { configSchema, dayOf, judgedOn, pageOf, settingsOf } from "../judging/rule-config";

const name = "framework-image";

const settings = z.strictObject({
  judgedOn,
  maxMonthsUnpatched: z
    .number()
    .int()
    .nonnegative()
    .max(1200)
    .default(24)
    .describe("Months since the patches of an image, or of its Python, ended; 0 refuses from the day on"),
});

type Agreed = z.output<typeof settings>;

/** Points out framework images that AWS has long stopped to patch. */
export const frameworkImage: ResourceValidationPolicy = {
  name,
  description: "Framework images are of versions that AWS patches, or has patched until lately.",
  remediationSteps: "Move to a version of the framework image that AWS patches, and measure what it gains.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateResource: (resource, report) => {
    for (const image of imagesOf(resource)) {
      const agreed = settingsOf(name, settings, resource);
      const fault = faultOf(image, agreed);
      if (fault === undefined) continue;
      const months = agreed.maxMonthsUnpatched === 1 ? "month" : "months";
      report(`Too old: ${fault}, maximum ${agreed.maxMonthsUnpatched} ${months}; what a newer one saves is unknown.`);
    }
  },
};

function faultOf(image: string, agreed: Agreed): string | undefined {
  if (isFirstXgboost(image)) return frameworkFault("sagemaker-xgboost", "0.72", agreed);
  const [, repository, version = ""] = AWS_IMAGE.exec(image) ?? [];
  if (repository === undefined) return undefined;
  return frameworkFault(repository, version, agreed) ?? pythonFault(image, `${repository} ${version}`, agreed);
}

function frameworkFault(repository: string, version: string, agreed: Agreed): string | undefined {
  const [, framework, work] = HUGGING_FACE.exec(repository) ?? [];
  const own = framework === undefined ? repository : `${framework}-${work}`;
  // Builds for Graviton are patched as long as the others.
  const support = imageSupport(own.replace(/-(graviton|arm64)$/, ""), version);
  if (support === undefined || !isLongPast(support.patchedUntil, agreed)) return undefined;
  const what = own === repository ? `${own} ${version}` : `${own} ${version} of ${repository}`;
  const older = support.version === version ? "" : `older than ${support.version}, which is `;
  return `${what} is ${older}not patched since ${support.patchedUntil}`;
}

/**
 * Images for Hugging Face begin their tag with the version of the framework that they hold (github.com/aws/deep-learning-containers,
 * folder huggingface; read on 2026-11-24). Those for Neuron come at other times and are not known.
 */
const HUGGING_FACE = /^huggingface-(pytorch|tensorflow)(?:-tgi)?-(training|inference)$/;

function pythonFault(image: string, what: string, agreed: Agreed): string | undefined {
  const python = pythonOf(image);
  const until = python === undefined ? undefined : pythonSupportedUntil(python);
  if (python === undefined || until === undefined || !isLongPast(until, agreed)) return undefined;
  return `Python ${python} of ${what} is out of support since ${until}`;
}

function isLongPast(until: string, agreed: Agreed): boolean {
  return monthsLater(until, agreed.maxMonthsUnpatched) < dayOf(agreed);
}

/** The same day some months later, as text to compare: "2024-02-31", which no calendar has, stands for the month's end. */
function monthsLater(day: string, months: number): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const since = Number(year) * 12 + Number(month) - 1 + months;
  return `${Math.floor(since / 12)}-${String((since % 12) + 1).padStart(2, "0")}-${date}`;
}

/** The Python that a tag names: "3.8" for "-py38-", "2.7" for "-py2-"; nothing for "-py3-", which may be any. */
function pythonOf(image: string): string | undefined {
  const [, major, minor = ""] = /-py([23])(\d*)(?:-|$)/.exec(image) ?? [];
  if (major === "2") return "2.7";
  return major === undefined || minor === "" ? undefined : `3.${minor}`;
}

/**
 * AWS's own images stand in registries of its own, "763104351884.dkr.ecr.REGION.amazonaws.com/pytorch-training:2.1.0-gpu-py310",
 * and copies of them in others, under a path as well: ".../team/pytorch-training:2.1.0-gpu-py310".
 */
const AWS_IMAGE = /^\d{12}\.dkr\.ecr\.[^/]+\/(?:[^:@]+\/)?([a-z0-9-]+):(\d+\.\d+)[.-]/;

/**
 * Tag "latest" of the repository "xgboost" is the oldest of all, 0.72 (github.com/aws/sagemaker-python-sdk, issue 1838); the
 * accounts that keep it are from image_uri_config/xgboost.json there (both read on 2026-11-24).
 */
function isFirstXgboost(image: string): boolean {
  const [, account] = /^(\d{12})\.dkr\.ecr\.[^/]+\/xgboost:(?:latest|1)$/.exec(image) ?? [];
  return account !== undefined && FIRST_XGBOOST_ACCOUNTS.includes(account);
}

const FIRST_XGBOOST_ACCOUNTS =
  "433757028032 811284229777 825641698319 632365934929 685385470294 644912444149 749696950732 813361260812 680994064768 " +
  "669576153137 257386234256 104374241257 469771592824 855470959533 501404015308 306986355934 867004704886 991648021394 " +
  "628508329040 475088953585 544295431143 951798379941 106583098589 286214385809 455444449433 249704162688 272398656194";

function imagesOf(resource: JudgedResource): readonly string[] {
  return imageTexts(resource).filter((image) => image !== undefined);
}

function imageTexts(resource: JudgedResource): readonly (string | undefined)[] {
  const { type, props } = resource;
  if (type === "aws-native:sagemaker:ProcessingJob") return [textAt(props, "AppSpecification", "ImageUri")];
  if (type !== "aws:sagemaker/model:Model") {
    return trainingRuns(resource).map(({ request }) => textAt(request, "AlgorithmSpecification", "TrainingImage"));
  }
  const containers = [partAt(props, "PrimaryContainer"), ...partsAt(props, "Containers")];
  return containers.map((container) => textAt(container, "Image"));
}
