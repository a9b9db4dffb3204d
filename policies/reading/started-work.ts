import type { JudgedResource } from "./job-requests";
import { fromNative, heldByNative, isNative } from "./native-resources";
import { type Fields, isFields, textAt } from "./request-fields";
import { RunTimeValue } from "./run-time-value";
import { holdsRequests, startedRequests } from "./started-requests";

/** A resource that would do what some work does. */
export type WorkAsResource = Pick<JudgedResource, "type" | "props" | "startedBy" | "temporary">;

/** Work that a resource has written down. */
export interface StartedWork extends WorkAsResource {
  /** Where it is written down: `step "Train" of the pipeline`; empty for what a resource is as a whole. */
  readonly place: string;
}

/**
 * The work that a resource starts some day; throws the SDK's report where a preview does not know it yet. A resource of the AWS
 * Native provider starts what it is itself, in the form that rules know.
 */
export function startedWork(resource: JudgedResource): readonly StartedWork[] {
  const known = fromNative(resource);
  if (known !== undefined) {
    const whole = [known, ...heldByNative(resource)].map((one) => ({ ...one, place: "" }));
    return [...whole, ...startedWork({ ...resource, ...known })];
  }
  return startedRequests(resource).flatMap(({ call, request, place, temporary = false }) => {
    const kind = kinds.get(call);
    const own = kind?.propsOf(request);
    if (kind === undefined || own === undefined) return [];
    return [{ type: kind.type, props: inRegionOf(resource, own), startedBy: resource.type, place, temporary }];
  });
}

/** Whether a resource is of a type that starts work. */
export function isStarter(resource: JudgedResource): boolean {
  return holdsRequests(resource) || isNative(resource);
}

/** Work of every kind of which nothing is known: what reads any of it gets the report. */
export function unreadableWork(report: Error): readonly WorkAsResource[] {
  const unreadable = (): never => {
    throw report;
  };
  return [...kinds.values()].map(({ type }) => ({ type, props: new Proxy({}, { get: unreadable }) }));
}

/** A kind of work: the type that rules know it by, and the properties that such a resource has. */
interface Kind {
  readonly type: string;
  readonly propsOf: (request: unknown) => Fields | undefined;
}

const job = (type: string): Kind => ({ type, propsOf: (request) => ({ request }) });

/** What the `aws` provider knows by the fields of the request, and by a name that rules join by. */
const thing = (type: string, name: string): Kind => ({
  type,
  propsOf: (request) => {
    if (!isFields(request) || request instanceof RunTimeValue) return isFields(request) ? request : undefined;
    const own = request[name];
    // A name that nobody knows yet joins nothing.
    return { ...request, name: own instanceof RunTimeValue ? undefined : own };
  },
});

const kinds: ReadonlyMap<string, Kind> = new Map([
  ["CreateCompilationJob", job("greenml:jobs:CompilationJob")],
  ["CreateEndpointConfig", thing("aws:sagemaker/endpointConfiguration:EndpointConfiguration", "EndpointConfigName")],
  ["CreateHyperParameterTuningJob", job("greenml:jobs:HyperParameterTuningJob")],
  ["CreateModel", thing("aws:sagemaker/model:Model", "ModelName")],
  ["CreateModelPackage", { type: "aws:sagemaker/model:Model", propsOf: packagedModel }],
  ["CreateMonitoringSchedule", thing("aws:sagemaker/monitoringSchedule:MonitoringSchedule", "MonitoringScheduleName")],
  ["CreateNotebookInstance", thing("aws:sagemaker/notebookInstance:NotebookInstance", "NotebookInstanceName")],
  ["CreateProcessingJob", thing("aws-native:sagemaker:ProcessingJob", "ProcessingJobName")],
  ["CreateTrainingJob", job("greenml:jobs:TrainingJob")],
  ["CreateTransformJob", job("greenml:jobs:TransformJob")],
  ["PutScalingPolicy", thing("aws:appautoscaling/policy:Policy", "PolicyName")],
  ["RegisterScalableTarget", thing("aws:appautoscaling/target:Target", "ResourceId")],
]);

/** A version of a model in the registry has the containers that a model would have. */
function packagedModel(request: unknown): Fields | undefined {
  if (!isFields(request) || request instanceof RunTimeValue) return undefined;
  const inference = request["InferenceSpecification"];
  if (inference instanceof RunTimeValue) return { containers: inference };
  return isFields(inference) ? { containers: inference["Containers"] } : undefined;
}

/** SageMaker is called in the region of what calls it, which is read when a rule asks. */
function inRegionOf({ props }: JudgedResource, own: Fields): Fields {
  if (own instanceof RunTimeValue) return own;
  return {
    ...own,
    get region() {
      return textAt(props, "Region");
    },
  };
}
