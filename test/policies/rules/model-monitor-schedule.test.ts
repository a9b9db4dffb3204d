import { modelMonitorSchedule } from "../../../policies/rules/model-monitor-schedule";
import { type Case, judge, unknownStringValue } from "../support/judge";
import { logGroup } from "../support/resources";

const schedule = { type: "aws:sagemaker/monitoringSchedule:MonitoringSchedule", props: { name: unknownStringValue } };
const closed =
  "Cannot be made in a new account because Model Monitor closed to new customers on 2026-07-30; what a month of its jobs costs is unknown.";

const cases: readonly Case[] = [
  { when: "there is a schedule, whatever of it is unknown", given: schedule, says: [closed] },
  { when: "the schedule is accepted", given: schedule, settings: { acceptedSchedules: ["churn"] }, says: [] },
  { when: "another is accepted", given: schedule, settings: { acceptedSchedules: ["fraud"] }, says: [closed] },
  { when: "the resource is of another type", given: logGroup(), says: [] },
];

it.each(cases)("judges when $when", async ({ given, settings, says }) => {
  expect(await judge(modelMonitorSchedule, given, settings)).toEqual(says);
});
