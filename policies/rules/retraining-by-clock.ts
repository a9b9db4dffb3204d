import type { StackValidationPolicy } from "@pulumi/policy";
import { z } from "zod";
import { trainingCostWords } from "../judging/cost-words";
import { clockedTraining } from "../reading/clocked-training";
import { clocksOf } from "../reading/clocks";
import type { JudgedResource } from "../reading/job-requests";
import { judgeEach } from "../judging/judge-each";
import { definitionOf } from "../reading/pipeline-steps";
import { type Fields, textAt } from "../reading/request-fields";
import { configSchema, pageOf, settingsOf } from "../judging/rule-config";
import { trainingLoops } from "../reading/training-loops";

const name = "retraining-by-clock";

const settings = z.strictObject({
  acceptedSchedules: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Pulumi names of schedules, of rules' targets, or of state machines that loop, whose data is new each time",
    ),
});

/** Refuses trainings that the clock starts, whether there is anything new to learn or not. */
export const retrainingByClock: StackValidationPolicy = {
  name,
  description: "A model is trained again when its data or its quality has changed, not because time has passed.",
  remediationSteps:
    "Start the pipeline from an event (new data in S3, a drift alarm), or let its first step end the run when nothing is " +
    "new and list the schedule in acceptedSchedules.",
  severity: "medium",
  enforcementLevel: "mandatory",
  url: pageOf(name),
  configSchema: configSchema(settings),
  validateStack: (stack, report) => {
    const { acceptedSchedules } = settingsOf(name, settings, stack);
    const faultsOf = (resource: JudgedResource & { readonly name: string }): readonly string[] => {
      if (acceptedSchedules.includes(resource.name)) return [];
      return [...clockFaults(resource, stack.resources), ...loopFaults(resource)];
    };
    judgeEach(stack.resources, faultsOf, report);
  },
};

function clockFaults(resource: JudgedResource, resources: readonly JudgedResource[]): readonly string[] {
  return clocksOf(resource, resources).flatMap(({ expression, target }) => {
    const started = clockedTraining(target, resources);
    if (started === undefined) return [];
    const request = definitionOf(textAt(target, "Input"));
    return [`Cannot wait for something new because ${expression} starts ${started}; ${runOf(resource, request)}.`];
  });
}

function loopFaults(resource: JudgedResource): readonly string[] {
  return trainingLoops(resource).map(({ training, wait, seconds, request }) => {
    const again = `state "${training}" runs again after the ${seconds} s of "${wait}"`;
    return `Cannot wait for something new because ${again}; ${runOf(resource, request)}.`;
  });
}

function runOf(resource: JudgedResource, request: Fields | undefined): string {
  return `each run at its limit: ${trainingCostWords(resource, { what: "the run", request: request ?? {} })}`;
}
