export interface Person {
  readonly id: string;
  /** The handle: lower case, without spaces. */
  readonly name: string;
  readonly realName: string;
  readonly kind: 'member' | 'admin' | 'guest' | 'outsider' | 'bot';
  /** In words, for the page: "product owner". */
  readonly role: string;
  readonly tz: string;
  deleted: boolean;
}

/** A channel, or the direct messages between the bot and one person. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  /** Set for direct messages: whose they are. */
  readonly person?: string;
  readonly members: Set<string>;
  /** Only its members, apps included, know that it exists. */
  readonly isPrivate?: boolean;
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** The people and channels of the workspace. */
export type World = ReturnType<typeof createWorld>;

/** Ids and names that tests rely on. */
export const WORKSPACE = {
  team: 'T0LOCAL01',
  name: 'Acme',
  app: 'A0WHOOWNS',
  bot: { user: 'U0WHOOWNS', bot: 'B0WHOOWNS', token: 'xoxb-local-fake' },
  person: { id: 'U0NEWHIRE', name: 'nia' },
  channel: { id: 'C0GENERAL', name: 'general' },
  direct: { id: 'D0NEWHIRE', name: 'directmessage' },
} as const;

/** The bot's identity, as `auth.test` gives it. */
export const IDENTITY = {
  botToken: WORKSPACE.bot.token,
  botUserId: WORKSPACE.bot.user,
  botId: WORKSPACE.bot.bot,
  teamId: WORKSPACE.team,
  enterpriseId: undefined,
};

const PEOPLE: readonly Omit<Person, 'deleted'>[] = [
  person('U0NEWHIRE', 'Nia Newman', 'member', 'new hire', 'Europe/Berlin'),
  person('U0ENGINEER', 'Emre Yildiz', 'member', 'engineer', 'Europe/Berlin'),
  person('U0OWNER', 'Olga Petrova', 'member', 'product owner', 'Europe/London'),
  person('U0ADMIN', 'Adam Ocampo', 'admin', 'admin', 'America/Los_Angeles'),
  person('U0GUEST', 'Gwen Abara', 'guest', 'guest', 'Pacific/Auckland'),
  person('U0PARTNER', 'Otto Aalto', 'outsider', 'from another company', 'Europe/Helsinki'),
  person(WORKSPACE.bot.user, 'whoowns', 'bot', 'app', 'Etc/UTC'),
];

/** New hires in the order in which they join; after these they are numbered. */
const NEWCOMERS = ['Noor Haddad', 'Mateo Silva', 'Yuki Tanaka', 'Freya Lund', 'Kofi Mensah'];

/** Creates six people, one of them from another company, and five channels; the bot is in three, and one is private. */
export function createWorld() {
  const people = new Map<string, Person>();
  const channels = new Map<string, Channel>();
  const bot = WORKSPACE.bot.user;
  const addChannel = (channel: Channel) => channels.set(channel.id, channel);
  const add = (entry: Omit<Person, 'deleted'>): Person => {
    const added = { ...entry, deleted: false };
    const { id, kind } = added;
    people.set(id, added);
    const direct = { id: `D${id.slice(1)}`, name: WORKSPACE.direct.name, topic: '', person: id };
    if (kind !== 'bot') addChannel({ ...direct, members: new Set([id, bot]) });
    return added;
  };
  for (const entry of PEOPLE) add(entry);
  const everybody = [...people.keys()];
  const colleagues = everybody.filter((id) => people.get(id)?.kind !== 'outsider');
  const withoutBot = colleagues.filter((id) => id !== bot);
  for (const [id, name, topic, members, isPrivate] of [
    ['C0GENERAL', 'general', 'Everybody, everything', colleagues, false],
    ['C0CHECKOUT', 'checkout', 'The team that takes the money', colleagues, false],
    ['C0PARTNERS', 'partners', 'The payments team and another company', everybody, false],
    ['C0MOBILE', 'mobile', "The apps team. whoowns isn't here yet", withoutBot, false],
    ['C0LAUNCH', 'launch', "Private. whoowns isn't here yet", ['U0ENGINEER', 'U0OWNER', 'U0ADMIN'], true],
  ] as const) {
    addChannel({ id, name, topic, members: new Set(members), isPrivate });
  }
  const groups: readonly Group[] = [
    { id: 'S0PRODUCT', name: 'product-circle', members: ['U0OWNER', 'U0ADMIN'] },
  ];
  let joined = 0;
  return {
    people: people as ReadonlyMap<string, Person>,
    channels: channels as ReadonlyMap<string, Channel>,
    groups,
    /** Adds somebody new to the workspace and to #general. */
    addPerson(): Person {
      const number = ++joined;
      const name = NEWCOMERS[number - 1] ?? `Newcomer ${number}`;
      const added = add(person(`U0JOINED${number}`, name, 'member', 'just joined', 'Europe/Berlin'));
      channels.get(WORKSPACE.channel.id)?.members.add(added.id);
      return added;
    },
    /** The direct messages of a person with the bot. */
    directOf: (id: string): Channel | undefined => channels.get(`D${id.slice(1)}`),
  };
}

function person(id: string, realName: string, kind: Person['kind'], role: string, tz: string) {
  const name = (realName.split(' ')[0] ?? realName).toLowerCase();
  return { id, name, realName, kind, role, tz };
}

/** The workspace that a person belongs to: ours, or another company's. */
export function teamOf(person: Person | undefined): string {
  return person?.kind === 'outsider' ? 'T0ELSEWHERE' : WORKSPACE.team;
}

/** A person as Slack describes them in `users.info`, `users.list` and `team_join`. */
export function describePerson(person: Person): Record<string, unknown> {
  const { id, name, realName, kind, tz, deleted } = person;
  return {
    id,
    team_id: teamOf(person),
    name,
    deleted,
    real_name: realName,
    tz,
    tz_offset: offsetOf(tz),
    profile: { real_name: realName, display_name: name, team: teamOf(person) },
    is_admin: kind === 'admin',
    is_owner: false,
    is_primary_owner: false,
    is_restricted: kind === 'guest',
    is_ultra_restricted: false,
    is_bot: kind === 'bot',
    // In Slack only somebody who shares no channel with us is a stranger.
    is_stranger: false,
    is_app_user: false,
    updated: 0,
  };
}

export const describeGroup = ({ id, name, members }: Group) => {
  return { id, name, handle: name, user_count: members.length };
};

/** The seconds between a time zone and UTC now. */
function offsetOf(tz: string): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(new Date())
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

/** Whether somebody of another company is in a channel or in direct messages. */
export function isShared({ members }: Channel, { people }: World): boolean {
  return [...members].some((id) => people.get(id)?.kind === 'outsider');
}

/** A channel as Slack describes it in `conversations.info` and `conversations.list`. */
export function describeChannel(channel: Channel, world: World): Record<string, unknown> {
  const { id, name, topic, person: other, members, isPrivate = false } = channel;
  if (other !== undefined) return { id, is_im: true, user: other, is_archived: false };
  return {
    id,
    name,
    is_channel: true,
    is_im: false,
    is_private: isPrivate,
    is_archived: false,
    is_ext_shared: isShared(channel, world),
    is_member: members.has(WORKSPACE.bot.user),
    num_members: members.size,
    topic: { value: topic },
  };
}
