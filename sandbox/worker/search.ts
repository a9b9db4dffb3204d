import type { Search, Suggestion, Suggestions } from "../sagemaker/job-runner";
import type { Work, Zygote } from "./zygote";

interface Answer {
  readonly call: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Call {
  readonly message: { readonly call: number; readonly method: string; readonly arguments: readonly unknown[] };
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The strategy of one tuning job, in a Python process of its own.
 * Every call is kept: should the process die, a new one is told them all again and, seeded alike, stands where the old one stood.
 */
export class OptunaSuggestions implements Suggestions {
  readonly #isHyperband: boolean;
  readonly #journal: Call[] = [];
  readonly #work: Work;
  /** The next call of the journal to send; the one before it may still be without its answer. */
  #next = 0;
  #waits = false;
  #ended: string | undefined;

  constructor(zygote: Zygote, search: Search, notice: (line: string) => void) {
    this.#isHyperband = search.strategy === "Hyperband";
    this.#work = zygote.start("search", search, {
      onLog: notice,
      onReply: (value) => {
        this.#answer(value as Answer);
      },
      onRestart: () => {
        this.#next = 0;
        this.#waits = false;
        this.#send();
      },
      onEnd: (end) => {
        this.#end(end.kind === "lost" ? "the Python process died" : `it ended with ${end.code ?? "a signal"}`);
      },
    });
  }

  async suggest(trial: string): Promise<Suggestion> {
    return (await this.#call("suggest", [trial])) as Suggestion;
  }

  async report(trial: string, epoch: number, value: number): Promise<"continue" | "stop"> {
    if (!this.#isHyperband) return "continue";
    return (await this.#call("report", [trial, epoch, value])) as "continue" | "stop";
  }

  async tell(trial: string, value: number | undefined): Promise<void> {
    await this.#call("tell", [trial, value ?? null]);
  }

  close(): Promise<void> {
    if (this.#ended === undefined) this.#work.signal("TERM");
    return Promise.resolve();
  }

  #call(method: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(new Error(this.#ended));
    return new Promise((resolve, reject) => {
      const message = { call: this.#journal.length, method, arguments: args };
      this.#journal.push({ message, resolve, reject });
      this.#send();
    });
  }

  /** One call at a time: a long journal sent at once would fill the pipes of both sides. */
  #send(): void {
    const call = this.#journal[this.#next];
    if (this.#waits || call === undefined) return;
    this.#waits = true;
    this.#work.send(call.message);
  }

  #answer({ call, result, error }: Answer): void {
    if (call !== this.#next) return;
    const answered = this.#journal[call];
    // Settling a second time, when the journal is told again, changes nothing.
    if (error === undefined) answered?.resolve(result);
    else answered?.reject(new Error(`The search could not go on: ${error}`));
    this.#next += 1;
    this.#waits = false;
    this.#send();
  }

  #end(why: string): void {
    this.#ended = `The search is over: ${why}.`;
    for (const { reject } of this.#journal.slice(this.#next)) reject(new Error(this.#ended));
  }
}
