import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { knownAddress } from "./known-address";
import { plainObject } from "./plain-args";
import { s3Input } from "./s3-address";
import { textInput } from "./text-input";

/** Framework a model was made with, in SageMaker Neo's words. */
export type ModelFramework = "XGBOOST" | "PYTORCH" | "TENSORFLOW" | "KERAS" | "MXNET" | "ONNX" | "SKLEARN";

/** A model that can be served: what `TunedTraining` and `NeoCompilation` give, or your own. */
export interface TrainedModel {
  /** S3 address of the model's archive, `s3://bucket/key/model.tar.gz`, in `region`. */
  readonly modelArtifacts: pulumi.Input<string>;
  /** Container image that serves the model, in `region`. */
  readonly image: pulumi.Input<string>;
  /** Region of archive and image. Decides the plan, so a plain string. */
  readonly region: string;
  /** What the model was made with; Neo needs to know. */
  readonly framework?: { readonly name: ModelFramework; readonly version: string };
  /** Media type of what the model is asked with, such as "text/csv". */
  readonly contentType?: string;
  /** Environment of the container. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Neo target that the model was compiled for, such as "ml_c5"; it runs on that instance family alone. */
  readonly compiledFor?: string;
}

export const frameworks = ["XGBOOST", "PYTORCH", "TENSORFLOW", "KERAS", "MXNET", "ONNX", "SKLEARN"] as const;

/** The half of a model that decides a plan. */
export const plannedModel = z
  .object({
    modelArtifacts: s3Input,
    image: textInput("a container image", (image) => image !== ""),
    region: z.string().min(1),
    framework: plainObject({ name: z.enum(frameworks), version: z.string() }).optional(),
    contentType: z.string().optional(),
    compiledFor: z.string().optional(),
  })
  .superRefine(({ image, region }, context) => {
    const home = typeof image === "string" ? imageRegion(image) : undefined;
    if (home === undefined || home === region) return;
    const message = `Cannot use {argument} in ${region} because its image is in ${home}: SageMaker pulls images of its own region alone`;
    context.addIssue({ code: "custom", message, input: image });
  });

/** Why whatever uses a model runs in its region, as placement puts it. */
export const whereModelIs = "is where the model is";

/** The model, its archive refused in one sentence when it turns out not to be there. */
export function knownModel(model: TrainedModel, component: pulumi.Resource): TrainedModel {
  return { ...model, modelArtifacts: knownAddress(model.modelArtifacts, "model.modelArtifacts", component) };
}

/** Region of an image in ECR; undefined for others. */
export function imageRegion(image: string): string | undefined {
  return /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\./.exec(image)?.[1];
}

/** The container that serves a model, as SageMaker's Model takes it. */
export function primaryContainer(
  model: TrainedModel,
  environment: Readonly<Record<string, pulumi.Input<string>>> = {},
) {
  const together = { ...environment, ...model.environment };
  return {
    image: model.image,
    modelDataUrl: model.modelArtifacts,
    ...(Object.keys(together).length > 0 && { environment: together }),
  };
}
