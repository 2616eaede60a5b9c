import type { Exchange, Exchanges } from './exchanges.ts';
import { createHands, messageId } from './hands.ts';
import type { Asked } from './manifest.ts';
import type { Change, ShownKnowledge, State } from './page/protocol.ts';
import type { Backstage } from './page/server.ts';
import { createShow } from './page/show.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import { WORKSPACE } from './stand-in/world.ts';

/** The page's other side: what people see, told to each as it changes, and what they do. */
export function createBackstage(parts: {
  slack: StandIn;
  exchanges: Exchanges;
  asked: Asked;
  passWeek?: (() => Promise<void>) | undefined;
  noticePeople?: (() => Promise<void>) | undefined;
}): Backstage & {
  exchangeChanged(exchange: Exchange): void;
  knowledgeChanged(knowledge: ShownKnowledge): void;
} {
  const { slack, exchanges, asked } = parts;
  const show = createShow(slack);
  const act = createHands(parts);
  const followers = new Set<{ as: string; tell: (change: Change) => void }>();
  let knowledge: ShownKnowledge | undefined;

  /** Tells everybody who follows what it means for them, if anything. Later: the bot's calls shall not wait for it. */
  const tell = (changeFor: (as: string) => Change | undefined) => {
    setImmediate(() => {
      for (const follower of followers) {
        const change = changeFor(follower.as);
        if (change) follower.tell(change);
      }
    });
  };
  slack.listen({
    message: (message, change) =>
      tell((as) => {
        if (!show.sees(as, message)) return undefined;
        if (change === 'deleted') return { change: 'message-gone', id: messageId(message) };
        return { change: 'message', message: show.message(message) };
      }),
    view: (user, what) =>
      tell((as) => {
        if (as !== user) return undefined;
        if (what === 'home') return { change: 'home', html: show.home(as) };
        return { change: 'dialogs', dialogs: show.dialogs(as) };
      }),
  });

  return {
    state(as): State | undefined {
      const id = as ?? WORKSPACE.person.id;
      const me = show.person(id);
      if (me.id !== id || me.bot) return undefined;
      return {
        workspace: WORKSPACE.name,
        me,
        people: show.people(),
        places: show.places(id),
        messages: show.messages(id),
        homeHtml: show.home(id),
        dialogs: show.dialogs(id),
        exchanges: exchanges.list.map(show.exchange),
        knowledge,
        commands: asked.commands,
        shortcuts: asked.shortcuts,
      };
    },
    follow(as, onChange) {
      const follower = { as, tell: onChange };
      followers.add(follower);
      return () => followers.delete(follower);
    },
    async act(as, what) {
      const done = await act(as, what);
      if (what.act === 'new-hire' || what.act === 'leave') {
        tell(() => ({ change: 'people', people: show.people() }));
      }
      if (what.act === 'invite-bot') tell((who) => ({ change: 'places', places: show.places(who) }));
      return done;
    },
    exchangeChanged: (exchange) => tell(() => ({ change: 'exchange', exchange: show.exchange(exchange) })),
    knowledgeChanged(next) {
      knowledge = next;
      tell(() => ({ change: 'knowledge', knowledge: next }));
    },
  };
}
