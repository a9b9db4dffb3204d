import { pipelineRuns } from "../../reading/clocks";
import { type EndpointJoins, endpointJoins } from "../../reading/endpoint-scaling";
import { resourceRegion } from "../../reading/resource-region";
import { RunTimeReport } from "../../reading/run-time-value";
import { endpointWork } from "./endpoint-work";
import { jobWork, scheduledWork } from "./job-work";
import { knownYet } from "../../reading/known-yet";
import { appWork, ec2Work, notebookWork, volumeWork } from "./other-work";
import { perStack } from "../../reading/per-stack";
import { type PieceOfWork, pieceOf, type PieceParts, type StackResource } from "./piece-of-work";

/** What takes energy in a stack, and what of it a preview does not know yet. */
export interface StackWork {
  readonly pieces: readonly PieceOfWork[];
  readonly unknown: Error | undefined;
}

/** Everything in a stack that takes energy and is known to the estimates, or to have no figure. */
export const stackWork = perStack((resources: readonly StackResource[]): StackWork => {
  const around = { resources, joins: endpointJoins(resources), runs: pipelineRuns(resources) };
  const readings = resources.flatMap((resource) => {
    const find = finders[resource.type];
    if (find === undefined || isCountedElsewhere(resource)) return [];
    const reading = knownYet(() => {
      const region = resourceRegion(resource);
      return find(resource, around).map((parts) => pieceOf(resource, region, parts));
    });
    return [
      reading.known || !(reading.report instanceof RunTimeReport)
        ? reading
        : ({ known: true, value: [unsaid(resource)] } as const),
    ];
  });
  return {
    pieces: readings.flatMap((reading) => (reading.known ? reading.value : [])),
    unknown: readings.flatMap((reading) => (reading.known ? [] : [reading.report]))[0],
  };
});

/** A run whose size is given only when it starts. */
function unsaid(resource: StackResource): PieceOfWork {
  return pieceOf(resource, undefined, { what: `a run of ${resource.name}`, rhythm: "use" });
}

/** What a schedule starts counts as often as the clock strikes; an endpoint that is taken away again fills no month. */
function isCountedElsewhere({ startedBy, temporary }: StackResource): boolean {
  return startedBy === "aws:scheduler/schedule:Schedule" || temporary === true;
}

/** What a piece of work may depend on besides its resource. */
interface Around {
  readonly resources: readonly StackResource[];
  readonly joins: EndpointJoins;
  /** How often a month clocks start each pipeline, by its URN. */
  readonly runs: ReadonlyMap<string, number>;
}

type Finder = (resource: StackResource, around: Around) => readonly PieceParts[];

/** A job; one that a pipeline starts runs as often as clocks start the pipeline. Its URN begins with the pipeline's. */
const job: Finder = (resource, { runs }) => {
  const started = resource.startedBy === "aws:sagemaker/pipeline:Pipeline";
  return jobWork(resource, started ? runs.get(resource.urn.split("#")[0] ?? "") : undefined);
};

/** AWS does not say what a tracking server runs on. */
const unfigured: Finder = ({ name }) => [{ what: `the tracking server ${name}` }];
/** How much it keeps, or how often it is called, no program says. */
const byUse: Finder = ({ name }) => [{ what: name, rhythm: "use" }];

const finders: Readonly<Record<string, Finder>> = {
  "aws-native:sagemaker:ProcessingJob": job,
  "aws:dynamodb/table:Table": byUse,
  "aws:ebs/volume:Volume": volumeWork,
  "aws:ec2/instance:Instance": ec2Work,
  "aws:ecr/repository:Repository": byUse,
  "aws:efs/fileSystem:FileSystem": byUse,
  "aws:lambda/function:Function": byUse,
  "aws:s3/bucket:Bucket": byUse,
  "aws:s3/bucketV2:BucketV2": byUse,
  "aws:sagemaker/app:App": appWork,
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": (resource, { joins }) => endpointWork(resource, joins),
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": job,
  "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": unfigured,
  "aws:sagemaker/notebookInstance:NotebookInstance": (resource, { resources }) => notebookWork(resource, resources),
  "aws:sagemaker/trainingJob:TrainingJob": job,
  "aws:scheduler/schedule:Schedule": scheduledWork,
  "greenml:jobs:HyperParameterTuningJob": job,
  "greenml:jobs:TrainingJob": job,
  "greenml:jobs:TransformJob": job,
};
