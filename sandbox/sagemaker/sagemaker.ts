import { join } from "node:path";

import { ObjectStore } from "../s3/object-store";

import { AwsError, validationException } from "./aws-error";
import { Faults } from "./faults";
import type { Invocation, InvocationAnswer, JobRunner } from "./job-runner";
import { EndpointMoves } from "./lifecycle/endpoint-moves";
import { RunningJobs } from "./lifecycle/running-jobs";
import { invokedModel } from "./lifecycle/invoked-model";
import type { Workshop } from "./lifecycle/workshop";
import type { Call, Desk } from "./operations/call";
import { operations } from "./operations";
import { refusals } from "./refusals";
import { cannotAssume, rolesIn } from "./refusals/roles";
import { tagFault } from "./refusals/tags";
import type { Scope } from "./scope";
import { ObjectState } from "./state/object-state";
import { type Tags, TagState } from "./state/tag-state";
import { checkRequest } from "./validation/check-request";
import type { JsonObject } from "./wire";

export interface SageMakerOptions {
  readonly home: string;
  /** Sandbox seconds in a real one. */
  readonly speed: number;
  readonly runner: Promise<JobRunner>;
  readonly roleExists?: (arn: string) => boolean;
}

/** SageMaker's control plane on a folder. */
export class SageMaker {
  readonly faults: Faults;
  private readonly desk: Desk;

  constructor({ home, speed, runner, roleExists }: SageMakerOptions) {
    this.faults = new Faults(join(home, "faults"));
    const tags = new TagState(join(home, "sagemaker", "tags"));
    const objects = new ObjectState(join(home, "sagemaker"));
    const store = new ObjectStore(join(home, "s3"));
    const shop: Workshop = { home, speed, objects, store, tags, faults: this.faults, runner };
    const [running, endpoints] = [new RunningJobs(shop), new EndpointMoves(shop)];
    this.desk = { shop, tags, running, endpoints, ...(roleExists === undefined ? {} : { roleExists }) };
  }

  /** Takes up the jobs that an earlier server left. */
  resume(): void {
    this.desk.running.resume();
    this.desk.endpoints.resume();
  }

  /** Leaves the running jobs to the next server. */
  leave(): void {
    this.desk.running.leave();
    this.desk.endpoints.leave();
  }

  /** Carries an operation out. @returns the answer's body @throws AwsError as AWS would refuse */
  answer(operation: string, body: unknown, scope: Scope): object {
    const isThrottled = this.faults.take(
      "throttle",
      (fault) => fault.operation === "*" || fault.operation === operation,
    );
    if (isThrottled !== undefined) throw new AwsError("ThrottlingException", "Rate exceeded");
    const carryOut = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (carryOut === undefined) {
      throw new AwsError(
        "UnknownOperationException",
        `The sandbox does not carry out ${operation || "this operation"}.`,
      );
    }
    const call: Call = { desk: this.desk, scope, operation, request: checkRequest(operation, body) };
    this.refuse(call);
    return carryOut(call);
  }

  /** Carries InvokeEndpoint out. @throws AwsError as sagemaker-runtime would refuse */
  async invoke(
    endpoint: string,
    scope: Scope,
    asked: Pick<Invocation, "contentType" | "accept" | "body">,
  ): Promise<InvocationAnswer & { readonly variant: string }> {
    const { variant, ...model } = invokedModel(this.desk.shop, scope, endpoint);
    const runner = await this.desk.shop.runner;
    if (runner.invoke === undefined)
      throw new AwsError("ServiceUnavailable", "The sandbox's worker serves no models.", 503);
    return { ...(await runner.invoke({ ...model, ...asked })), variant };
  }

  /** Whether the answer to this call is to be lost: the work is done, the client hears nothing. */
  losesAnswer(operation: string): boolean {
    const fits = (fault: { readonly operation: string }) => fault.operation === "*" || fault.operation === operation;
    return this.faults.take("accept-then-time-out", fits) !== undefined;
  }

  /** @throws AwsError for what the API refuses beyond its model, and for faults ordered for creations */
  private refuse({ desk, scope, operation, request }: Call): void {
    if (!operation.startsWith("Create")) return;
    const { objects, store } = desk.shop;
    refusals[operation]?.(request, { scope, objects, store });
    const tagged = tagFault((request["Tags"] ?? []) as Tags);
    if (tagged !== undefined) throw validationException(tagged);
    const roles = rolesIn(request);
    const unknown = roles.find((role) => desk.roleExists?.(role) === false);
    const untrusted =
      unknown ??
      (roles.length > 0 && this.faults.take("role-not-assumable", () => true) !== undefined ? roles[0] : undefined);
    if (untrusted !== undefined) throw validationException(cannotAssume(untrusted));
    const name = nameIn(operation, request);
    if (
      this.faults.take("capacity", ({ when, prefix }) => when === "create" && name.startsWith(prefix)) !== undefined
    ) {
      throw new AwsError(
        "ResourceLimitExceeded",
        "The account-level service limit for the requested instances is reached (ordered in the sandbox).",
      );
    }
  }
}

/** The name a creation gives. */
function nameIn(operation: string, request: JsonObject): string {
  const name = request[`${operation.slice("Create".length)}Name`];
  return typeof name === "string" ? name : "";
}
