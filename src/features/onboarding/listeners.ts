import { type Caller, workspaceOf } from '../../slack/caller.ts';
import type { SlackUser } from '../../slack/directory/people.ts';
import { note } from '../../slack/journal.ts';
import { NO_PREVIEW, post } from '../../slack/post.ts';
import type { Router } from '../../slack/router.ts';
import { sayStoreTrouble, sayUnchanged } from '../../slack/store.ts';
import { say } from '../../slack/ui/blocks.ts';
import { escapeText } from '../../slack/ui/text.ts';
import { StoreError } from '../../store/errors.ts';
import { readSettings } from '../settings/settings.ts';
import { COPY } from './copy.ts';
import { type InviteDependencies, welcome } from './invite.ts';
import { readEvent } from './next-step.ts';
import type { Onboarder } from './onboarder.ts';
import { ONBOARDING_ACTION } from './views/step.ts';

interface Dependencies extends InviteDependencies {
  readonly onboarder: Onboarder;
  /** Runs after somebody has asked for the tour with a button. */
  readonly onTourBegun: (caller: Caller) => Promise<unknown>;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** Somebody joins, and the presses on what they are shown. */
export function registerOnboarding(router: Router, deps: Dependencies): void {
  const { store, people, greeter, onboarder, onTourBegun } = deps;

  router.event('team_join', async ({ event, client, context }) => {
    const person = people.learn(event.user as SlackUser, workspaceOf(context));
    const outcome = await welcome(deps, { client, context, user: person.id }, person);
    note(context, { outcome });
  });

  router.press(ONBOARDING_ACTION.step, async ({ action, body, client, context, respond }) => {
    const event = readEvent(action.value);
    const caller = { client, context, user: body.user.id };
    const place = { channel: body.channel?.id ?? caller.user, ts: body.message?.ts };
    try {
      const message = event && (await onboarder.step(caller, event, place));
      note(context, { outcome: message ? `onboarding ${event?.do}` : 'old button' });
      if (message) await respond({ replace_original: true, ...NO_PREVIEW, ...message });
      else await respond({ replace_original: false, text: COPY.tour.oldButton });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      note(context, { outcome: 'store away' });
      const text = `${sayStoreTrouble(error)} ${COPY.tour.pressAgain}`;
      await respond({ replace_original: false, response_type: 'ephemeral', text });
    }
  });

  router.press(ONBOARDING_ACTION.begin, async ({ body, client, context }) => {
    note(context, { outcome: 'newcomer' });
    const caller = { client, context, user: body.user.id };
    const message = await onboarder.begin(caller).catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error;
      return say(`${sayStoreTrouble(error)} ${COPY.tour.pressAgain}`);
    });
    await post(client, { channel: caller.user, ...message });
    await onTourBegun(caller);
  });

  router.press(ONBOARDING_ACTION.again, async ({ action, body, client, context, respond }) => {
    const caller = { client, context, user: body.user.id };
    const tell = (text: string) => respond({ replace_original: false, response_type: 'ephemeral', text });
    try {
      const workspace = workspaceOf(context);
      const [invited, person, presser, snapshot] = await Promise.all([
        greeter.invitedBy(caller),
        people.find(client, action.value ?? '', workspace),
        people.find(client, caller.user, workspace),
        store.workspace(workspace).snapshot(),
      ]);
      const isInvited = person && invited.some(({ id }) => id === person.id);
      // The store may have been away when they joined.
      const isFirst = !isInvited && presser?.admin === true && readSettings(snapshot).greet;
      if (!person || (!isInvited && !isFirst)) return void (await tell(COPY.again.notFound));
      const outcome = isInvited
        ? await greeter.greetAgain(caller, person)
        : await greeter.greet(caller, person, caller.user);
      note(context, { outcome });
      await tell(COPY.again[outcome](escapeText(person.name)));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await tell(sayUnchanged(error));
    }
  });
}
