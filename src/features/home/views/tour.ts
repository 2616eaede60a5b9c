import type { types } from '@slack/bolt';
import { context, plain } from '../../../slack/ui/blocks.ts';
import { ONBOARDING_ACTION } from '../../onboarding/actions.ts';
import type { Progress } from '../../onboarding/progress.ts';

/** What the home tab says of the tour. */
export interface TourShown {
  /** How far the person is. */
  readonly progress: Progress | undefined;
  readonly steps: number;
  /** Whether something was written to them just now. */
  readonly written: boolean;
}

/** Builds the way into the tour, or back to where the person left it. */
export function buildTour({ progress, steps, written }: TourShown): types.KnownBlock[] {
  const { text, label } = tourWords(progress, steps);
  return [
    {
      type: 'section',
      block_id: 'home.tour',
      text: { type: 'mrkdwn', text },
      accessory: { type: 'button', action_id: ONBOARDING_ACTION.begin, text: plain(label, 75) },
    },
    ...(written ? [context('I have written to you: see *Messages* above.')] : []),
  ];
}

function tourWords(progress: Progress | undefined, steps: number): { text: string; label: string } {
  switch (progress?.stage) {
    case 'tour':
      return {
        text: `You are at step ${progress.step + 1} of ${steps} of the tour.`,
        label: 'Continue the tour',
      };
    case 'quiz':
      return { text: 'You are in the middle of the quiz.', label: 'Continue the quiz' };
    case 'finished':
      return {
        text: 'You have taken the tour. It is there whenever you want it again.',
        label: 'See it again',
      };
    default:
      return { text: 'New here? In a few minutes I show you who does what.', label: 'I’m new here' };
  }
}
