import type {
  Policies,
  PolicyResource,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Advice } from "../judging/started-work/advice";
import { ifKnown } from "../reading/known-yet";
import { covers, type Exemption, EXEMPTION_TAG, exemptionOfTag, hasExpired } from "./exemption";
import { tagOf, tagsOf } from "../reading/resource-tags";

type Rule = Policies[number];
type Mending = Pick<ResourceValidationPolicy, "remediateResource">;
type Exempted = Pick<PolicyResource, "name" | "urn" | "props">;

/** Type of the resource that stands for a stack. */
const STACK_TYPE = "pulumi:pulumi:Stack";

/** What exempts findings: the exemptions of a settings file, and the day they are judged on. */
export interface ExemptionBook {
  readonly exemptions: readonly Exemption[];
  /** YYYY-MM-DD. */
  readonly day: string;
}

/** A book beside the names of all rules, by which a tag for none of them is known. */
interface KnownBook extends ExemptionBook {
  readonly names: ReadonlySet<string>;
}

type AdviceOrViolation = ReportViolation & ((advice: Advice) => void);

/**
 * The rules with every finding looked up in the exemptions: an exempt one is still reported, as advice that names reason,
 * owner and last day; one whose exemption has expired or lacks something is reported as it is, with what is wrong. What mends a
 * finding follows it, because the engine shows the message of a finding and not the steps of its rule.
 */
export function exemptedRules(rules: Policies, exemptions: ExemptionBook): Policies {
  const book = { ...exemptions, names: new Set(rules.map(({ name }) => name)) };
  return rules.map((rule) => ("validateStack" in rule ? exemptedStackRule(rule, book) : exemptedRule(rule, book)));
}

function exemptedRule(rule: ResourceValidationPolicy, book: KnownBook): ResourceValidationPolicy {
  const { validateResource: validate } = rule;
  return {
    ...rule,
    ...(validate === undefined ? {} : { validateResource: exemptedValidation(rule, validate, book) }),
    ...exemptedRemediation(rule, book),
  };
}

/** What is exempt is not mended. Rules on stacks can mend too. */
function exemptedRemediation(rule: Rule & Mending, book: KnownBook): Mending {
  const { remediateResource: remediate } = rule;
  if (remediate === undefined) return {};
  return {
    remediateResource: (args) => (typeof exemptionFor(rule, args, book) === "object" ? undefined : remediate(args)),
  };
}

function exemptedValidation(
  rule: Rule,
  validate: ResourceValidation | ResourceValidation[],
  book: KnownBook,
): ResourceValidation | ResourceValidation[] {
  const exempted = (one: ResourceValidation): ResourceValidation =>
    // What the SDK's own helpers leave on a function lets the engine skip resources of other types.
    Object.assign<ResourceValidation, object>(
      (args, report) =>
        one(
          args,
          reportTo(rule, book, () => args, report),
        ),
      one,
    );
  return Array.isArray(validate) ? validate.map(exempted) : exempted(validate);
}

function exemptedStackRule(rule: StackValidationPolicy, book: KnownBook): StackValidationPolicy {
  return {
    ...rule,
    ...exemptedRemediation(rule, book),
    validateStack: (args, report) => {
      const resourceAt = (of: string | undefined) =>
        args.resources.find(({ urn, type }) => (of === undefined ? type === STACK_TYPE : urn === of));
      return rule.validateStack(args, reportTo(rule, book, resourceAt, report));
    },
  };
}

function reportTo(
  rule: Rule,
  book: KnownBook,
  resourceAt: (urn: string | undefined) => Exempted | undefined,
  report: ReportViolation,
): ReportViolation {
  return (message: string | Advice, urn?: string) => {
    // Advice of a rule's own is no finding that could be exempt.
    if (typeof message !== "string") {
      (report as AdviceOrViolation)(message);
      return;
    }
    const exemption = exemptionFor(rule, resourceAt(urn), book);
    if (exemption === undefined) report(withSteps(rule, message), urn);
    else if (typeof exemption === "string") report(withSteps(rule, `${message} ${exemption}`), urn);
    else (report as AdviceOrViolation)({ ...adviceOf(rule, exemption, message), urn });
  };
}

function withSteps({ remediationSteps }: Rule, message: string): string {
  return remediationSteps === undefined ? message : `${message}\nTo mend it: ${remediationSteps}`;
}

function adviceOf({ description }: Rule, { expires, owner, reason }: Exemption, message: string): Advice {
  const exempt = `Exempt until ${expires}, owner ${owner}, reason: ${reason}`;
  return { message: `${description}\n${exempt}\n${message}`, enforcementLevel: "advisory" };
}

/** The exemption that covers a finding, the sentence that refuses the one that would, or nothing. */
function exemptionFor(rule: Rule, resource: Exempted | undefined, book: KnownBook): Exemption | string | undefined {
  const own = resource === undefined ? undefined : exemptionOnResource(rule, resource);
  if (typeof own === "string") return own;
  const filed = book.exemptions.filter(
    (one) => one.rule === rule.name && (resource === undefined ? one.resource === undefined : covers(one, resource)),
  );
  const found = own === undefined ? filed : [own, ...filed];
  const holding = found.find((one) => !hasExpired(one, book.day));
  if (holding !== undefined) return holding;
  if (found[0] === undefined) return resource === undefined ? undefined : misnamedIn(resource, book);
  const { expires, owner } = found[0];
  return `Cannot exempt because the exemption of ${owner} expired on ${expires}.`;
}

/** Says of a tag that is for no rule at all that it exempts nothing. */
function misnamedIn({ props }: Exempted, { names }: KnownBook): string | undefined {
  const rules = (ifKnown(() => tagsOf(props)) ?? []).flatMap(([key]) =>
    key.startsWith(EXEMPTION_TAG) ? [key.slice(EXEMPTION_TAG.length)] : [],
  );
  const unknown = rules.find((rule) => !names.has(rule));
  return unknown === undefined ? undefined : `Tag "${EXEMPTION_TAG}${unknown}" exempts nothing: no rule is called so.`;
}

function exemptionOnResource(rule: Rule, { name, props }: Exempted): Exemption | string | undefined {
  // A tag that a preview does not know yet exempts nothing: the finding stays.
  const text = ifKnown(() => tagOf(props, `${EXEMPTION_TAG}${rule.name}`));
  return text === undefined ? undefined : exemptionOfTag(rule.name, name, text);
}
