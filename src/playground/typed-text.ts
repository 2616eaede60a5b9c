import type { World } from './fake-slack/world.ts';

/** Encodes typed text as Slack does for apps: `<@U0…>`, `<#C0…|name>`, `<!here>`, and `& < >` escaped. */
export function encodeTyped(text: string, world: World): string {
  const people = new Map([...world.people.values()].map((person) => [person.name, person]));
  const channels = new Map([...world.channels.values()].map((channel) => [channel.name, channel]));
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(channel|here|everyone)\b/g, '<!$1>')
    .replace(/(?<![\w@])@([a-z0-9-]+)/gi, (all, name: string) => {
      const person = people.get(name.toLowerCase());
      return person ? `<@${person.id}>` : all;
    })
    .replace(/(?<![\w#])#([a-z0-9-]+)/g, (all, name: string) => {
      const channel = channels.get(name);
      return channel ? `<#${channel.id}|${name}>` : all;
    });
}

/** Encodes the text of a slash command whose manifest says `should_escape`. */
export function encodeCommand(text: string, world: World): string {
  return encodeTyped(text, world).replace(/<@(\w+)>/g, (_, id: string) => {
    const name = world.people.get(id)?.name ?? '';
    return `<@${id}|${name}>`;
  });
}
