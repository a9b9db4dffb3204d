import { checkTypes } from "./check-types";
import { facts, nearest, type FunctionFact, type InputFact } from "./facts";
import { policyDocument } from "./policy-document";
import { ACCOUNT, findRegionName, namesOf, regionNames, zonePrefix } from "./regions";
import type { Home } from "./resources";
import { isObject, plainProperties, textOf, type Properties, type Value } from "./values";

type Answer = (args: Properties, region: string) => Properties;

const functions: Readonly<Record<string, Answer>> = {
  "aws:index/getRegion:getRegion": region,
  "aws:index/getCallerIdentity:getCallerIdentity": (_, place) => ({
    accountId: ACCOUNT,
    arn: `arn:${namesOf(place).partition}:sts::${ACCOUNT}:assumed-role/sandbox/greenml`,
    id: ACCOUNT,
    userId: "AROASANDBOXSANDBOX000:greenml",
  }),
  "aws:index/getPartition:getPartition": (_, place) => ({ ...namesOf(place), id: namesOf(place).partition }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": zones,
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage": prebuiltImage,
};

/** Answers a function of the provider; `region` among the arguments wins over the provider's. */
export function invoke({ region: home }: Pick<Home, "region">, token: string, given: Properties): Properties {
  const [answer, fact] = [functions[token], facts.functions[token]];
  if (answer === undefined || fact === undefined) {
    const near = nearest(token, Object.keys(functions)).join("");
    throw new Error(`sandbox: Unknown function "${token}": nearest known is "${near}".`);
  }
  const args = checkedArguments(token, fact, given);
  return answer(args, textOf(args, "region") ?? home);
}

function checkedArguments(token: string, { inputs }: FunctionFact, given: Properties): Properties {
  const asInputs = Object.entries(inputs).map(([name, { type, required }]): [string, InputFact] => {
    return [name, { type, required, replaces: false }];
  });
  const checked = checkTypes({ id: "", outputs: {}, inputs: Object.fromEntries(asInputs) }, given);
  const [failure] = checked.failures;
  if (failure !== undefined) throw new Error(`sandbox: ${token}: ${failure.property}: ${failure.reason}`);
  const defaults = Object.entries(inputs).flatMap(([name, fact]) =>
    fact.default === undefined ? [] : [[name, fact.default]],
  );
  return { ...(Object.fromEntries(defaults) as Properties), ...plainProperties(checked.inputs) };
}

function region(args: Properties, home: string): Properties {
  const byEndpoint = /^ec2\.([\w-]+)\./.exec(textOf(args, "endpoint") ?? "")?.[1];
  const name = textOf(args, "region") ?? textOf(args, "name") ?? byEndpoint ?? home;
  const description = findRegionName(name);
  if (description === undefined) {
    throw new Error(`sandbox: Unknown region "${name}": nearest known is "${nearest(name, regionNames).join("")}".`);
  }
  return { description, endpoint: `ec2.${name}.${namesOf(name).dnsSuffix}`, id: name, name, region: name };
}

function zones(args: Properties, home: string): Properties {
  const filters = args["filters"];
  if (Array.isArray(filters) && filters.length > 0) {
    throw new Error(
      "sandbox: Cannot filter availability zones by filters: leave them out, or use excludeNames and excludeZoneIds.",
    );
  }
  const all = ["a", "b", "c"].map((letter, index) => ({
    name: `${home}${letter}`,
    zone: `${zonePrefix(home)}-az${String(index + 1)}`,
  }));
  const without = (list: Value | undefined, one: string) => !(Array.isArray(list) && list.includes(one));
  const wanted = args["state"] === undefined || args["state"] === "available" ? all : [];
  const kept = wanted.filter(
    ({ name, zone }) => without(args["excludeNames"], name) && without(args["excludeZoneIds"], zone),
  );
  return {
    ...args,
    groupNames: kept.length === 0 ? [] : [home],
    id: home,
    names: kept.map(({ name }) => name),
    region: home,
    zoneIds: kept.map(({ zone }) => zone),
  };
}

function prebuiltImage(args: Properties, home: string): Properties {
  const repository = textOf(args, "repositoryName") ?? "";
  const registryId = registryOf(repository)?.[home];
  if (registryId === undefined) {
    throw new Error(`sandbox: no registry ID available for region (${home}) and repository (${repository})`);
  }
  const dnsSuffix = textOf(args, "dnsSuffix") ?? namesOf(home).dnsSuffix;
  const imageTag = textOf(args, "imageTag") ?? "1";
  const registryPath = `${registryId}.dkr.ecr.${home}.${dnsSuffix}/${repository}:${imageTag}`;
  return { ...args, dnsSuffix, id: registryId, imageTag, region: home, registryId, registryPath };
}

/** The facts name a table by the repositories that use it; a star stands for any ending. */
function registryOf(repository: string): Readonly<Record<string, string>> | undefined {
  const tables = facts.functions["aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage"]?.data ?? {};
  const found = Object.entries(tables).find(([names]) =>
    names
      .replace(/ \(.*\)$/, "")
      .split(", ")
      .some((name) => (name.endsWith("*") ? repository.startsWith(name.slice(0, -1)) : repository === name)),
  );
  return isObject(found?.[1]) ? found[1] : undefined;
}
