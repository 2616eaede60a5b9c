import type { Caller } from '../../slack/caller.ts';
import type { SlackUser } from '../../slack/directory/people.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW, post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { sayStoreTrouble, sayUnchanged } from '../../slack/store-trouble.ts';
import { escapeText } from '../../slack/ui/text.ts';
import { workspaceOf } from '../../slack/workspace.ts';
import { StoreError } from '../../store/errors.ts';
import type { MemoryParts } from '../parts.ts';
import { readSettings } from '../settings/settings.ts';
import { ONBOARDING_ACTION } from './actions.ts';
import { beginTour } from './begin.ts';
import { readEvent } from './next-step.ts';
import { welcome } from './welcome.ts';

const OLD = 'I no longer know what this button was for. Write “I’m new here”, and I show you around.';

/** Somebody joins, and the presses on what they are shown. */
export function registerOnboarding(
  router: Router,
  parts: MemoryParts & { readonly onTourBegun: (caller: Caller) => Promise<void> },
): void {
  const { store, people, onboarder } = parts;

  router.event('team_join', async ({ event, client, context }) => {
    const workspace = workspaceOf(context);
    const person = people.learn(event.user as SlackUser, workspace);
    const outcome = await welcome(parts, { client, context, user: person.id }, person);
    note(context, { outcome });
  });

  router.press(ONBOARDING_ACTION.step, async ({ action, body, client, context, respond }) => {
    const event = readEvent(action.value);
    const caller = { client, context, user: body.user.id };
    try {
      const place = { channel: body.channel?.id ?? caller.user, ts: body.message?.ts };
      const stepped = event && (await onboarder.step(caller, event, place));
      note(context, { outcome: stepped ? `onboarding ${event?.do}` : 'old button' });
      if (!stepped) return void (await respond({ replace_original: false, text: OLD }));
      await respond({ replace_original: true, ...NO_PREVIEW, ...stepped.message });
      const undone = await stepped.settle();
      if (undone !== undefined) await post(client, { channel: place.channel, text: undone });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      note(context, { outcome: 'memory away' });
      const text = `${sayStoreTrouble(error)} Please press again in a minute.`;
      await respond({ replace_original: false, response_type: 'ephemeral', text });
    }
  });

  router.press(ONBOARDING_ACTION.begin, async ({ body, client, context }) => {
    const caller = { client, context, user: body.user.id };
    const message = await beginTour(parts, caller);
    note(context, { outcome: 'newcomer' });
    await post(client, { channel: caller.user, ...message });
    await parts.onTourBegun(caller);
  });

  router.press(ONBOARDING_ACTION.again, async ({ action, body, client, context, respond }) => {
    const caller = { client, context, user: body.user.id };
    const tell = (text: string) => respond({ replace_original: false, response_type: 'ephemeral', text });
    try {
      const workspace = workspaceOf(context);
      const [invited, person, presser, snapshot] = await Promise.all([
        onboarder.invitedBy(caller),
        people.find(client, action.value ?? '', workspace),
        people.find(client, caller.user, workspace),
        store.workspace(workspace).snapshot(),
      ]);
      const isKept = person && invited.some(({ id }) => id === person.id);
      // The memory may have been away when they joined.
      const isFirst = !isKept && presser?.admin === true && readSettings(snapshot).greet;
      if (!person || (!isKept && !isFirst)) {
        return void (await tell('I can no longer find that greeting.'));
      }
      const outcome = isKept
        ? await onboarder.greetAgain(caller, person)
        : await onboarder.greet(caller, person, caller.user);
      note(context, { outcome });
      const name = escapeText(person.name);
      await tell(
        {
          greeted: `Delivered: I have greeted ${name}.`,
          'greeted before': `${name} has been greeted already.`,
          undelivered: `Slack did not take it for ${name} this time either. Try again later.`,
          uncertain: `Slack does not say whether it arrived at ${name} this time either.`,
          'not for them': `${name} has left or is a guest, so I do not greet them.`,
          'no words': 'There are no words for new hires in my knowledge folder any more.',
        }[outcome],
      );
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await tell(sayUnchanged(error));
    }
  });
}
