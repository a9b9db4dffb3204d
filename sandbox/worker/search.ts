import type { Search, Suggestion, Suggestions } from "../sagemaker/job-runner";
import type { Work, Zygote } from "./zygote";

interface Answer {
  readonly call: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The strategy of one tuning job, in a Python process of its own.
 * Every call is kept: should the process die, a new one is told them all again and, seeded alike, stands where the old one stood.
 */
export class OptunaSuggestions implements Suggestions {
  readonly #journal: object[] = [];
  readonly #pending = new Map<number, Pending>();
  readonly #work: Work;
  #calls = 0;
  #ended: string | undefined;

  constructor(zygote: Zygote, search: Search, notice: (line: string) => void) {
    this.#work = zygote.start("search", search, {
      onLog: notice,
      onReply: (value) => {
        this.#answer(value as Answer);
      },
      onRestart: () => {
        for (const message of this.#journal) this.#work.send(message);
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
    const call = ++this.#calls;
    const message = { call, method, arguments: args };
    this.#journal.push(message);
    return new Promise((resolve, reject) => {
      this.#pending.set(call, { resolve, reject });
      this.#work.send(message);
    });
  }

  #answer({ call, result, error }: Answer): void {
    const pending = this.#pending.get(call);
    this.#pending.delete(call);
    if (error === undefined) pending?.resolve(result);
    else pending?.reject(new Error(`The search could not go on: ${error}`));
  }

  #end(why: string): void {
    this.#ended = `The search is over: ${why}.`;
    for (const { reject } of this.#pending.values()) reject(new Error(this.#ended));
    this.#pending.clear();
  }
}
