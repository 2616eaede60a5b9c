import type { Exchange } from '../exchanges.ts';
import { messageId } from '../fake-slack/messages.ts';
import { WORKSPACE } from '../fake-slack/world.ts';
import { createPerformer } from '../performer.ts';
import { createPresenter } from './presenter.ts';
import type { Change, ShownKnowledge, State } from './protocol.ts';

export type PageApi = ReturnType<typeof createPageApi>;

/** Creates what the page's server serves: the state that a person sees, its changes, and the acts of that person. */
export function createPageApi(parts: Parameters<typeof createPerformer>[0]) {
  const { slack, exchanges, manifest } = parts;
  const present = createPresenter(slack);
  const perform = createPerformer(parts);
  const followers = new Set<{ as: string; onChange: (change: Change) => void }>();
  let knowledge: ShownKnowledge | undefined;

  /** Tells each follower what has changed for them, if anything. Deferred, so that the bot's calls don't wait for it. */
  const tell = (changeFor: (as: string) => Change | undefined) => {
    setImmediate(() => {
      for (const { as, onChange } of followers) {
        const change = changeFor(as);
        if (change) onChange(change);
      }
    });
  };
  const tellState = (stateFor: (as: string) => Partial<State>) =>
    tell((as) => ({ change: 'state', state: stateFor(as) }));
  slack.listen({
    message: (message, what) =>
      tell((as) => {
        if (!present.sees(as, message)) return undefined;
        if (what === 'deleted') return { change: 'message-deleted', id: messageId(message) };
        return { change: 'message', message: present.message(message) };
      }),
    view: (user, what) =>
      tell((as) => {
        if (as !== user) return undefined;
        const state = what === 'home' ? { homeHtml: present.home(as) } : { dialogs: present.dialogs(as) };
        return { change: 'state', state };
      }),
  });

  return {
    /** Undefined if there is no such person; without a name, of the first person. */
    state(as: string | null): State | undefined {
      const id = as ?? WORKSPACE.person.id;
      const me = present.person(id);
      if (me.id !== id || me.isBot) return undefined;
      return {
        workspace: WORKSPACE.name,
        me,
        people: present.people(),
        places: present.places(id),
        messages: present.messages(id),
        homeHtml: present.home(id),
        dialogs: present.dialogs(id),
        exchanges: exchanges.list,
        knowledge,
        commands: manifest.commands,
        shortcuts: manifest.shortcuts,
      };
    },
    /** Reports changes for a person until the returned function is called. */
    follow(as: string, onChange: (change: Change) => void): () => void {
      const follower = { as, onChange };
      followers.add(follower);
      return () => followers.delete(follower);
    },
    async act(...[as, act]: Parameters<typeof perform>) {
      const done = await perform(as, act);
      if (act.act === 'new-hire' || act.act === 'leave') tellState(() => ({ people: present.people() }));
      if (act.act === 'invite-bot') tellState((who) => ({ places: present.places(who) }));
      return done;
    },
    exchangeChanged: (exchange: Exchange) => tell(() => ({ change: 'exchange', exchange })),
    knowledgeChanged(next: ShownKnowledge): void {
      knowledge = next;
      tellState(() => ({ knowledge: next }));
    },
  };
}
