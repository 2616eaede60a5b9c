import type { App, webApi } from '@slack/bolt';

/** What the command is called in all texts of this program, and in the manifest unless it was written anew. */
export const COMMAND = '/whoowns';

type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;

/** It stands by itself: neither in an address nor in a path. */
const WRITTEN = /(?<![\p{L}\p{N}_/.:%@-])\/whoowns(?![\p{L}\p{N}_/-])/gu;

/** Gives the command its name of this workspace, in whatever leaves for Slack: one place rather than every sentence. */
export function createRenaming(command: string) {
  const inText = (text: string): string => text.replace(WRITTEN, () => command);

  function inValue<Value>(value: Value): Value {
    if (typeof value === 'string') return inText(value) as Value;
    if (Array.isArray(value)) return value.map(inValue) as Value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inValue(inner)])) as Value;
  }

  /** The web client sends forms, in which JSON is text; what goes to a response_url is JSON. */
  function inBody(body: string): string {
    if (!body.includes('whoowns')) return body;
    if (body.startsWith('{')) return inText(body);
    const fields = [...new URLSearchParams(body)].map(([name, text]): [string, string] => [
      name,
      inText(text),
    ]);
    return new URLSearchParams(fields).toString();
  }

  return {
    fetch(base: Fetch): Fetch {
      if (command === COMMAND) return base;
      return (input, init) =>
        base(input, typeof init?.body === 'string' ? { ...init, body: inBody(init.body) } : init);
    },
    /** The same for what stands in an acknowledgement. */
    acknowledgements(app: Pick<App, 'processEvent'>): void {
      if (command === COMMAND) return;
      const process = app.processEvent.bind(app);
      app.processEvent = (event) => process({ ...event, ack: (answer) => event.ack(inValue(answer)) });
    },
  };
}
