import type { types } from '@slack/bolt';
import { context, plain } from '../../../slack/ui/blocks.ts';
import type { Progress } from '../../onboarding/progress.ts';
import { ONBOARDING_ACTION } from '../../onboarding/views/step.ts';
import { COPY } from '../copy.ts';

const { tour: TOUR } = COPY;

/** What the home tab says of the tour. */
export interface TourShown {
  readonly progress: Progress | undefined;
  readonly steps: number;
  /** Whether a direct message was sent to them just now. */
  readonly isSent: boolean;
}

/** Builds the way into the tour, or back to where the person left it. */
export function buildTour({ progress, steps, isSent }: TourShown): types.KnownBlock[] {
  const { text, label } = describeTour(progress, steps);
  return [
    {
      type: 'section',
      block_id: 'home.tour',
      text: { type: 'mrkdwn', text },
      accessory: { type: 'button', action_id: ONBOARDING_ACTION.begin, text: plain(label, 75) },
    },
    ...(isSent ? [context(TOUR.sent)] : []),
  ];
}

function describeTour(progress: Progress | undefined, steps: number): { text: string; label: string } {
  switch (progress?.stage) {
    case 'tour':
      return { text: TOUR.atStep(progress.step + 1, steps), label: TOUR.continueTour };
    case 'quiz':
      return { text: TOUR.inQuiz, label: TOUR.continueQuiz };
    case 'finished':
      return { text: TOUR.finished, label: TOUR.again };
    default:
      return { text: TOUR.isNew, label: TOUR.begin };
  }
}
