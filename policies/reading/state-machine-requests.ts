import { type Expressions, oncePerText, workedOut } from "./expressions";
import { definitionOf } from "./pipeline-steps";
import { type Fields, isFields, partAt, partsAt, textAt } from "./request-fields";
import { RunTimeValue } from "./run-time-value";
import { callOfSageMaker, type StartedRequest } from "./started-request";

/** The calls of SageMaker in a state machine's definition (Amazon States Language), nested states included. */
export const machineRequests = oncePerText((text): readonly StartedRequest[] => {
  const definition = definitionOf(text);
  const calls = definition === undefined ? [] : callsIn(definition, 0);
  const deletes = calls.some(({ call }) => call === "DeleteEndpoint");
  return deletes ? calls.map((one) => ({ ...one, temporary: true })) : calls;
});

/** Deeper than anybody nests maps and branches. */
const MAX_NESTING = 20;

function callsIn(scope: Fields, depth: number): readonly StartedRequest[] {
  if (depth > MAX_NESTING) return [];
  return Object.entries(partAt(scope, "States") ?? {}).flatMap(([name, state]) => {
    if (!isFields(state)) return [];
    const inner = [partAt(state, "ItemProcessor"), partAt(state, "Iterator"), ...partsAt(state, "Branches")];
    return [...callIn(name, state), ...inner.flatMap((one) => (one === undefined ? [] : callsIn(one, depth + 1)))];
  });
}

/**
 * Integrations that Step Functions makes for SageMaker, and those with any call of the SDK to it or to what scales its
 * endpoints, in any partition.
 */
const SAGEMAKER_CALL =
  /^arn:[^:]+:states:::(?:(?:aws-sdk:)?sagemaker|aws-sdk:applicationautoscaling):(\w+)(?:\.\w+)?(?::\d+)?$/;

function callIn(name: string, state: Fields): readonly StartedRequest[] {
  const [, word] = SAGEMAKER_CALL.exec(textAt(state, "Resource") ?? "") ?? [];
  if (word === undefined) return [];
  return [
    { call: callOfSageMaker(word), request: requestOfState(state), place: `state "${name}" of the state machine` },
  ];
}

/** What a state asks for: arguments are JSONata's, parameters are JSONPath's; a state with neither sends what it is given. */
export function requestOfState(state: Fields): unknown {
  if (state["Arguments"] !== undefined) return workedOut(state["Arguments"], jsonata);
  if (state["Parameters"] !== undefined) return workedOut(state["Parameters"], paths);
  return new RunTimeValue("the state's input");
}

/** JSONPath: what a name ending in ".$" holds is a path or a function. */
const paths: Expressions = {
  ofText: placeholder,
  ofFields: (fields, inner) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) =>
        name.endsWith(".$")
          ? [name.slice(0, -2), new RunTimeValue(typeof value === "string" ? value : name)]
          : [name, inner(value)],
      ),
    ),
};

/** JSONata: a text between "{%" and "%}" is an expression; one that is a constant is known. */
const jsonata: Expressions = {
  ofText: (text) => {
    const [, expression] = /^\{%\s*([\s\S]*?)\s*%\}$/.exec(text) ?? [];
    if (expression === undefined) return placeholder(text);
    if (/^\d+(\.\d+)?$/.test(expression)) return Number(expression);
    const [, , constant] = /^(["'])([\w.:/-]*)\1$/.exec(expression) ?? [];
    return constant ?? new RunTimeValue(expression);
  },
};

/** What a template fills in, such as `${InstanceType}`. */
function placeholder(text: string): RunTimeValue | undefined {
  return text.includes("${") ? new RunTimeValue(text) : undefined;
}
